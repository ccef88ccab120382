package dev.smsconfig.cli;

import dev.smsconfig.state.Rate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 10/s} or {@code 0}. */
final class RateConverter implements ITypeConverter<Rate> {

    @Override
    public Rate convert(String value) {
        try {
            return Rate.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
