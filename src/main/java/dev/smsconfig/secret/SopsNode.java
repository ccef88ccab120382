package dev.smsconfig.secret;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a SOPS file as it is written, values still encrypted. */
sealed interface SopsNode {

    /** @param entries in the order of the file, which the MAC depends on */
    record Mapping(Map<String, SopsNode> entries) implements SopsNode {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String toString() {
            return "Mapping(" + entries.size() + ")";
        }
    }

    record Listing(List<SopsNode> items) implements SopsNode {

        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return "Listing(" + items.size() + ")";
        }
    }

    /** @param typed whether it is written without quotes, so that its text may stand for a number or a truth value */
    record Scalar(String text, boolean typed) implements SopsNode {

        /** Not the text: what a file leaves unencrypted may still not be for everybody. */
        @Override
        public String toString() {
            return "Scalar(***)";
        }
    }
}
