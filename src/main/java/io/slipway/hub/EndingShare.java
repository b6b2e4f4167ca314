package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection.Attention;
import io.slipway.console.HomeSection.Severity;
import io.slipway.web.Numbers;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Home says of a hub's link or loan that waits to end: the other company alone could not end it.
 *
 * @param needs what the page at that path asks for
 * @param devices those of the account there that nothing moves, counted no further than one more than {@link #COUNTED}
 */
public record EndingShare(String title, String path, Permission needs, long devices) {
    public static final int COUNTED = 1_000;
    /** Of a device, as a condition. */
    // language=SQL
    public static final String NOTHING_MOVES_IT =
            """
            not exists (select
                          from reassignment_device as part
                         where part.scope_id = device.scope_id
                           and part.registration_key = device.registration_key
                           and part.in_flight)
            """;

    /** Of those that wait for the account. */
    public static List<Attention> attentions(Stream<EndingShare> shares) {
        return shares.filter(share -> share.devices() > 0)
                .map(EndingShare::attention)
                .toList();
    }

    private Attention attention() {
        String counted = Numbers.upTo(devices, COUNTED);
        return new Attention(
                Severity.WAIT,
                title,
                "You have %s %s there that nothing moves now. Move %s to another hub."
                        .formatted(counted, Numbers.inflected(devices, "devices"), devices == 1 ? "it" : "them"),
                path,
                counted,
                needs);
    }
}
