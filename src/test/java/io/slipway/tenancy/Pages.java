package io.slipway.tenancy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pages of the portal there are, by the address the code gives them. */
public final class Pages {
    private static final List<Endpoint> ALL =
            Endpoint.all().stream().filter(Endpoint::isPage).toList();
    private static final Map<String, Pattern> ADDRESSES =
            all().stream().collect(Collectors.toMap(path -> path, Pages::leadingTo));

    private Pages() {}

    public static Set<String> all() {
        return ALL.stream().map(Endpoint::path).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where those are that show something of Northwind's to itself. */
    public static List<String> ofNorthwind() {
        Requests requests = Requests.naming(Northwind.arranged());
        return ALL.stream()
                .filter(page -> !page.path().contains("/supply/"))
                .map(page -> requests.address(page, Northwind.SLUG))
                .toList();
    }

    /** Which of them a link leads to; none if to a file or a stream. */
    public static Optional<String> at(String link) {
        String address = link.replaceAll("[?#].*", "");
        return ADDRESSES.keySet().stream()
                .filter(path -> ADDRESSES.get(path).matcher(address).matches())
                .min(Comparator.comparingInt(path -> path.split("\\{").length));
    }

    private static Pattern leadingTo(String path) {
        return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }
}
