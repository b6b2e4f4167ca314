package io.slipway.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something to know about a certificate before it is saved.
 *
 * @param blocks whether it cannot be saved because of this
 * @param certificate the name of the other certificate this is about, null when it is about none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Remark(
        @Schema(description = "Whether it cannot be saved because of this") boolean blocks,
        @Schema(examples = "It ends in 12 days.") String sentence,
        @Schema(description = "Another certificate of the scope that this is about", examples = "factory-7")
                String certificate) {
    static Remark error(String sentence) {
        return new Remark(true, sentence, null);
    }

    static Remark warning(String sentence) {
        return new Remark(false, sentence, null);
    }

    Remark about(String certificate) {
        return new Remark(blocks, sentence, certificate);
    }
}
