package dev.smsconfig.sample.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** A tree as records: no unknown key, no text for a number or the other way round, nothing required left out. */
final class StrictMapping {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    coercions -> coercions
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private StrictMapping() {}

    static <T> T map(Place whole, JsonNode tree, Class<T> type) throws ScenarioException {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            // the exception's own path ends with the unknown key
            throw place(whole, e).error("this key is unknown, it may be " + names(e.getKnownPropertyIds()));
        } catch (MismatchedInputException e) {
            throw place(whole, e).error(expected(e));
        } catch (InputCoercionException e) {
            throw place(whole, e).error("this number is too large, write a smaller one");
        } catch (JacksonException e) {
            throw place(whole, e).error("this is not what belongs here");
        }
    }

    private static Place place(Place whole, JacksonException e) {
        Place place = whole;
        for (JacksonException.Reference reference : e.getPath()) {
            place = reference.getPropertyName() != null
                    ? place.key(reference.getPropertyName())
                    : place.entry(reference.getIndex() + 1);
        }
        return place;
    }

    private static String expected(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (e.getMessage() != null && e.getMessage().startsWith("Missing required creator property")) {
            return "this key is required, add it";
        }
        if (type == String.class) {
            return "write one text here, in quotes where YAML takes it for a number or for true or false";
        }
        if (type == Boolean.class) {
            return "write true or false";
        }
        if (type == Integer.class) {
            return "write a whole number";
        }
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "write a list of " + (List.class.isAssignableFrom(type) ? "entries" : "texts")
                    + ", with '- ' before each";
        }
        if (type != null && (Map.class.isAssignableFrom(type) || type.isRecord())) {
            return "write a map here, keys with values";
        }
        return "this is not what belongs here";
    }

    private static String names(Collection<?> known) {
        TreeSet<String> names = new TreeSet<>();
        known.forEach(name -> names.add(String.valueOf(name)));
        return String.join(", ", names);
    }
}
