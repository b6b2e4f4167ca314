package io.slipway.db;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Jdbi that reads and binds {@link Id} records, and reads a row into any other record by the names of its columns. */
final class TypedJdbi {
    private TypedJdbi() {}

    static Jdbi of(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
        jdbi.registerArgument((ArgumentFactory) (type, value, config) -> value instanceof Id id
                ? Optional.of((position, statement, context) -> statement.setObject(position, id.value()))
                : Optional.empty());
        jdbi.registerColumnMapper((ColumnMapperFactory) TypedJdbi::idMapper);
        jdbi.registerRowMapper((RowMapperFactory) TypedJdbi::recordMapper);
        return jdbi;
    }

    private static Optional<ColumnMapper<?>> idMapper(Type type, ConfigRegistry config) {
        Class<?> raw = GenericTypes.getErasedType(type);
        return Id.class.isAssignableFrom(raw)
                ? Optional.of((row, column, context) -> newId(raw, row.getObject(column, UUID.class)))
                : Optional.empty();
    }

    private static Optional<RowMapper<?>> recordMapper(Type type, ConfigRegistry config) {
        Class<?> raw = GenericTypes.getErasedType(type);
        return raw.isRecord() && !Id.class.isAssignableFrom(raw)
                ? Optional.of(ConstructorMapper.of(raw))
                : Optional.empty();
    }

    private static Object newId(Class<?> type, UUID value) {
        try {
            return value == null ? null : type.getConstructor(UUID.class).newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is no record around a UUID", e);
        }
    }
}
