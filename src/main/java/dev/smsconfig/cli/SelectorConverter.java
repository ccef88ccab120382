package dev.smsconfig.cli;

import dev.smsconfig.state.LabelSelector;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code ring=canary,country in (no,se)}. */
final class SelectorConverter implements ITypeConverter<LabelSelector> {

    @Override
    public LabelSelector convert(String value) {
        try {
            return LabelSelector.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
