package io.slipway.tenancy;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import io.slipway.account.Needs;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A method of the application that HTTP reaches.
 *
 * @param path with its variables in braces; one with two sides is two endpoints
 * @param takesForm whether it reads fields of a form
 */
record Endpoint(
        String method,
        String path,
        Optional<String> consumes,
        boolean isHtml,
        boolean takesForm,
        boolean needsPermission,
        String in) {
    private static final List<Endpoint> ALL = ArchConfiguration.withThreadLocalScope(Endpoint::read);

    /** All there are, read from the compiled classes, so that none can be forgotten. */
    static List<Endpoint> all() {
        return ALL;
    }

    /** Of other libraries only what says something of endpoints: to read all of them takes seconds. */
    private static List<Endpoint> read(ArchConfiguration configuration) {
        configuration.setClassResolver(SelectedClassResolverFromClasspath.class);
        configuration.setClassResolverArguments("jakarta.ws.rs", "org.jboss.resteasy.reactive");
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.slipway").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .flatMap(Endpoint::of)
                        .sorted(Comparator.comparing(Endpoint::toString))
                        .toList();
    }

    boolean isApi() {
        return path.startsWith("/api/");
    }

    /** Of those that take a body. */
    boolean isJson() {
        return consumes.orElse(MediaType.APPLICATION_JSON).equals(MediaType.APPLICATION_JSON);
    }

    boolean isOfAccount() {
        return path.contains("{account}");
    }

    /** Names something of an account besides the account itself. */
    boolean namesObject() {
        return path.replace("{account}", "").contains("{");
    }

    boolean reads() {
        return method.equals("GET");
    }

    /** Makes what it names where that is missing. */
    boolean creates() {
        return method.equals("PUT") && path.matches(".*/(enrollments/\\{registrationId}|groups/\\{group})");
    }

    boolean isPage() {
        return reads() && isHtml && isOfAccount();
    }

    @Override
    public String toString() {
        return method + " " + path + consumes.map(type -> " (" + type + ")").orElse("");
    }

    private static Stream<Endpoint> of(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .filter(type -> type.isAnnotatedWith(HttpMethod.class))
                .map(type -> type.getAnnotationOfType(HttpMethod.class).value())
                .flatMap(verb -> sides(path(method))
                        .map(path -> new Endpoint(
                                verb,
                                path,
                                consumes(method),
                                isHtml(method),
                                takesForm(method),
                                method.isAnnotatedWith(Needs.class),
                                method.getOwner().getSimpleName() + "." + method.getName())));
    }

    private static String path(JavaMethod method) {
        String below =
                method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        return ("/" + method.getOwner().getAnnotationOfType(Path.class).value() + "/" + below)
                .replaceAll("/+", "/")
                .replaceAll("(?<=.)/$", "");
    }

    private static Stream<String> sides(String path) {
        return path.contains("{side:scopes|supply}")
                ? Stream.of("scopes", "supply").map(side -> path.replace("{side:scopes|supply}", side))
                : Stream.of(path);
    }

    private static boolean isHtml(JavaMethod method) {
        return method.tryGetAnnotationOfType(Produces.class)
                .or(() -> method.getOwner().tryGetAnnotationOfType(Produces.class))
                .filter(produces -> List.of(produces.value()).contains(MediaType.TEXT_HTML))
                .isPresent();
    }

    private static boolean takesForm(JavaMethod method) {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.isAnnotatedWith(FormParam.class)
                        || parameter.getRawType().isAssignableTo(MultivaluedMap.class)
                        || parameter.getRawType().getAllFields().stream()
                                .anyMatch(field -> field.isAnnotatedWith(RestForm.class)));
    }

    private static Optional<String> consumes(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return method.tryGetAnnotationOfType(Consumes.class)
                .or(() -> owner.tryGetAnnotationOfType(Consumes.class))
                .map(consumes -> List.of(consumes.value()))
                // One of several: that which needs no parts.
                .map(types -> types.get(types.size() - 1));
    }
}
