package io.slipway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private final Assets assets = new Assets();

    @Test
    void the_style_sheet_is_one_file_that_asks_for_no_other() {
        String css = assets.stylesheet();

        assertFalse(css.contains("@import"));
        assertTrue(css.contains("Bootstrap  v"));
        assertTrue(css.indexOf("@layer bootstrap {") < css.indexOf("@layer components {"));
    }

    @Test
    void every_style_sheet_is_imported() throws IOException {
        String app = Files.readString(Path.of("ui/static/css/app.css"));
        try (Stream<Path> files = Files.walk(Path.of("ui/static/css"))) {
            files.filter(file -> file.toString().endsWith(".css") && !file.endsWith("app.css"))
                    .map(file -> Path.of("ui/static/css").relativize(file).toString())
                    .forEach(name -> assertTrue(app.contains("\"" + name + "\""), name + " is not imported"));
        }
    }

    @Test
    void an_address_carries_the_hash_of_the_content() {
        String url = assets.url("js/app.js");

        assertTrue(url.matches("/static/[0-9a-f]{12}/js/app\\.js"), url);
        assertEquals(url, new Assets().url("js/app.js"));
    }

    @Test
    void the_scripts_that_pages_name_are_in_their_webjars() throws IOException {
        String head = Files.readString(Path.of("ui/templates/layout/head.html"));
        Pattern.compile("/webjars/[^\"]+")
                .matcher(head)
                .results()
                .forEach(found -> assertNotNull(
                        getClass().getClassLoader().getResource("META-INF/resources" + found.group()), found.group()));
    }

    @Test
    void every_icon_a_template_names_is_in_the_sprite() throws IOException {
        String sprite = Files.readString(Path.of("ui/static/img/icons.svg"));
        Pattern icon = Pattern.compile("(?:#icon name|icon)=\"([a-z0-9-]+)\"");
        try (Stream<Path> files = Files.walk(Path.of("ui/templates"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                icon.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> assertTrue(
                                sprite.contains("id=\"" + found.group(1) + "\""), file + " names " + found.group(1)));
            }
        }
    }
}
