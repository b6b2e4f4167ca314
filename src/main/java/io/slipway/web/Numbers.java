package io.slipway.web;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;

/** Numbers as people read them: {@code {total.grouped}}, {@code {total.about}}, {@code {total.counted('device')}}. */
@TemplateExtension
public final class Numbers {
    private static final String[] BYTE_UNITS = {"bytes", "KB", "MB", "GB", "TB"};

    private Numbers() {}

    /** 48210 as "48,210". */
    public static String grouped(Number number) {
        return String.format(Locale.ENGLISH, "%,d", number.longValue());
    }

    /** 1234567 as "about 1.2 M"; a number that a person can still count stays exact. */
    public static String about(Number number) {
        long value = number.longValue();
        return value < 1_000_000 ? grouped(value) : String.format(Locale.ENGLISH, "about %.1f M", value / 1_000_000.0);
    }

    /** 10,001 as "more than 10,000" where nobody counted further. */
    public static String upTo(Number counted, int most) {
        return counted.longValue() > most ? "more than " + grouped(most) : grouped(counted);
    }

    /** "1 device", "48,210 devices". */
    public static String counted(Number number, String noun) {
        return counted(number, noun, noun + "s");
    }

    public static String counted(Number number, String one, String several) {
        return grouped(number) + " " + (number.longValue() == 1 ? one : several);
    }

    /** "leases" after every number but one: "1 lease". */
    public static String inflected(Number number, String plural) {
        return number.longValue() == 1 ? plural.replaceFirst("s$", "") : plural;
    }

    /** 0.9973 as "99.7 %". */
    public static String percent(Number share) {
        return String.format(Locale.ENGLISH, "%.1f %%", share.doubleValue() * 100)
                .replace(".0 ", " ");
    }

    /** 1536 as "1.5 KB". */
    public static String bytes(Number number) {
        double value = number.doubleValue();
        int unit = 0;
        while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ENGLISH, "%.1f %s", value, BYTE_UNITS[unit]).replace(".0 ", " ");
    }
}
