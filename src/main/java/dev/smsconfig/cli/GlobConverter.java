package dev.smsconfig.cli;

import dev.smsconfig.state.TenantGlob;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code Cust5*}. */
final class GlobConverter implements ITypeConverter<TenantGlob> {

    @Override
    public TenantGlob convert(String value) {
        try {
            return new TenantGlob(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
