package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.slipway.testing.MailServer;
import io.slipway.testing.Replica;
import io.slipway.testing.Replicas;
import io.slipway.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Slipway as two processes on one database: they share the work, and either may be killed at any time. */
class KilledReplicasTest {
    private static final int MANY = 2_000;
    private static final int SOME = 600;
    private static final int OFFERS = 10;
    /** Without the pause that follows a try while the server was away. */
    private static final String DUE_NOW =
            """
            update work
               set due_at = now()
             where kind = 'notice'
               and subject_id in (select notice_id from notice where state = 'waiting')
            """;

    private static MailServer mails;
    private static Replicas replicas;
    private static HubFaults faults;

    @BeforeAll
    static void two_replicas_run() {
        mails = new MailServer();
        mails.comeUp();
        Map<String, String> settings = new HashMap<>(MailServer.environment());
        settings.put("SLIPWAY_REASSIGNMENT_CLAIM", KillingStory.CLAIM / 1000 + "S");
        // So one replica alone is not done before the other looks.
        settings.put("SLIPWAY_REASSIGNMENT_WORKERS", "1");
        replicas = new Replicas(settings);
        faults = HubFaults.install(replicas.everything());
        KillMoment.install(replicas.everything());
    }

    /**
     * Stories with the moments at which they kill. Others are told by {@code ./slipway test -Dtest=KilledReplicasTest
     * -Dslipway.seed=8,9}, which deals out the moments among them.
     */
    static Stream<Arguments> stories() {
        long[] seeds = Arrays.stream(System.getProperty("slipway.seed", "7").split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        List<KillMoment> moments = new ArrayList<>(List.of(KillMoment.values()));
        Collections.shuffle(moments, new Random(seeds[0]));
        moments.sort(Comparator.<KillMoment, Boolean>comparing(KillMoment.ASKED::contains)
                .thenComparing(KillMoment.BESIDE::contains));
        return IntStream.range(0, seeds.length)
                .mapToObj(i -> Arguments.of(
                        seeds[i],
                        IntStream.range(0, moments.size())
                                .filter(moment -> moment % seeds.length == i)
                                .mapToObj(moments::get)
                                .toList()));
    }

    @AfterAll
    static void none_is_left_running() {
        if (replicas != null) {
            replicas.close();
        }
        mails.goAway();
    }

    @Test
    void one_reassignment_is_shared_by_both_and_nothing_is_done_twice() {
        ReplicatedFleet fleet = new ReplicatedFleet(replicas, MANY);
        String target = fleet.hubs.get("northwind").get(1);
        FleetTruth truth = new FleetTruth(replicas.everything(), fleet.idScope);
        Map<Replica, Integer> before = moved();

        String id = replicas.calls("northwind")
                .post("reassignments", Map.of("idScope", fleet.idScope, "targetHub", target))
                .statusCode(201)
                .extract()
                .path("id");
        replicas.calls("northwind")
                .post("reassignments/" + id + "/starts", Map.of())
                .statusCode(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> truth.dues().isEmpty());

        Map<Replica, Integer> after = moved();
        replicas.all().forEach(replica -> assertTrue(after.get(replica) > before.get(replica), () -> after.toString()));
        assertEquals(MANY, sum(after) - sum(before));
        Map<String, DeviceFate> fates = truth.fates();
        Map<String, List<String>> knowing = truth.knowing();
        fleet.devices.forEach(device -> {
            assertEquals(
                    new DeviceFate(List.of("moved to " + target), "northwind", target, Twin.INITIAL),
                    fates.get(device));
            assertEquals(List.of(target), knowing.get(device));
        });
        assertEquals(List.of("slipway a", "slipway b"), connected());
    }

    @Test
    void each_notice_is_sent_once_though_both_find_it_due() {
        ReplicatedFleet fleet = new ReplicatedFleet(replicas, OFFERS);
        mails.goAway();
        fleet.devices.forEach(device -> offer(fleet, device));

        mails.comeUp();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            replicas.everything().update(DUE_NOW);
            return waiting(fleet).isEmpty();
        });

        assertEquals(
                fleet.devices.stream()
                        .map(device -> "Northwind Fleet offers you the lease “Only " + device + "”")
                        .toList(),
                mails.subjects("tenant@contoso.example").stream()
                        .filter(subject -> subject.contains("“Only "))
                        .sorted()
                        .toList());
    }

    private static void offer(ReplicatedFleet fleet, String device) {
        Map<String, ?> proposal = Map.of(
                "idScope",
                fleet.idScope,
                "lessee",
                "contoso",
                "terms",
                Map.of("reference", "Only " + device),
                "devices",
                Map.of("registrationIds", List.of(device)));
        replicas.calls("northwind").post("leases", proposal).statusCode(201);
    }

    private static List<Map<String, Object>> waiting(ReplicatedFleet fleet) {
        return replicas.everything()
                .rows(
                        """
                        select notice_id
                          from notice
                          join lease on lease_id = subject_id
                          join scope using (scope_id)
                         where id_scope = ? and notice.state <> 'sent'
                        """,
                        fleet.idScope);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whatever_they_do_when_they_are_killed_every_device_ends_where_the_last_plan_says(
            long seed, List<KillMoment> moments) {
        new KillingStory(replicas, faults, new ReplicatedFleet(replicas, SOME), seed, moments).tell();
    }

    private static Map<Replica, Integer> moved() {
        return replicas.all().stream().collect(Collectors.toMap(replica -> replica, Replica::moved));
    }

    private static int sum(Map<Replica, Integer> moved) {
        return moved.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** As PostgreSQL names those who are there. */
    private static List<String> connected() {
        return Sql.everything("postgres")
                .rows(
                        """
                        select distinct application_name
                          from pg_stat_activity
                         where datname = ? and application_name like 'slipway%'
                         order by 1
                        """,
                        replicas.database())
                .stream()
                .map(row -> (String) row.get("application_name"))
                .toList();
    }
}
