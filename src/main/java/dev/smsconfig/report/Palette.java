package dev.smsconfig.report;

/** Colours for a terminal, or none. */
public record Palette(boolean colour) {

    String added(String text) {
        return paint("32", text);
    }

    String removed(String text) {
        return paint("31", text);
    }

    String changed(String text) {
        return paint("33", text);
    }

    String failed(String text) {
        return paint("1;31", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
