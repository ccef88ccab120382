package dev.smsconfig.report.audit;

/**
 * A column of a sheet.
 *
 * @param key its name for programs: in CSV, and in JSON
 * @param heading its name for people
 */
public record Column(String key, String heading, Kind kind) {

    public enum Kind {
        TEXT,
        /** Hashes, values. */
        CODE,
        /** Short ids. */
        ID,
        /** Few values, from which one is chosen to filter. */
        CHOICE,
        NUMBER,
        MOMENT,
        FLAG
    }

    static Column text(String key, String heading) {
        return new Column(key, heading, Kind.TEXT);
    }

    static Column code(String key, String heading) {
        return new Column(key, heading, Kind.CODE);
    }

    static Column id(String key, String heading) {
        return new Column(key, heading, Kind.ID);
    }

    static Column choice(String key, String heading) {
        return new Column(key, heading, Kind.CHOICE);
    }

    static Column number(String key, String heading) {
        return new Column(key, heading, Kind.NUMBER);
    }

    static Column moment(String key, String heading) {
        return new Column(key, heading, Kind.MOMENT);
    }

    static Column flag(String key, String heading) {
        return new Column(key, heading, Kind.FLAG);
    }
}
