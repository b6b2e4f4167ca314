package io.slipway.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of certificates by name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CertificateListView(
        List<CertificateView> rows,
        @Schema(description = "How many there are in each state, whatever the filter") Map<String, Long> counts,
        @Schema(description = "What to send as after for the next page; absent on the last") String next) {
    static CertificateListView of(CertificateList list) {
        Map<String, Long> counts = new TreeMap<>();
        list.counts().forEach((state, count) -> counts.put(state.toString(), count));
        return new CertificateListView(
                list.page().rows().stream().map(CertificateView::of).toList(),
                counts,
                list.page().next());
    }
}
