package io.slipway.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What surrounds every page: who is signed in, for which account they act, where they can go, and what just happened.
 * Templates read it as {@code inject:shell}; security fills it once per request.
 */
@RequestScoped
@Named("shell")
public class Shell {
    // Pages every kind of account has; a switch of account stays on these and goes home from the others.
    private static final Set<String> EVERYWHERE = Set.of("activity", "devices", "members");

    private Person person;
    private Account account;
    private List<Account> accounts = List.of();
    private List<Group> navigation = List.of();
    private String scopeName;
    private Flash flash;
    private String path = "/";

    /** The signed-in person. */
    public record Person(String name, String email) {
        public String initials() {
            String[] words = name.trim().split("\\s+");
            String last = words.length > 1 ? words[words.length - 1].substring(0, 1) : "";
            return (words[0].isEmpty() ? "?" : words[0].substring(0, 1)) + last;
        }
    }

    /** An account the person belongs to; capabilities are {@code manufacturer}, {@code operator}, {@code tenant}. */
    public record Account(String slug, String name, List<String> capabilities) {
        /** Names the colour of the acting-as badge. */
        public String kind() {
            return capabilities.size() == 1 ? capabilities.get(0) : "several";
        }

        public String kindLabel() {
            String words = String.join(" + ", capabilities);
            return words.isEmpty() ? "Account" : words.substring(0, 1).toUpperCase() + words.substring(1);
        }

        public String url() {
            return "/a/" + slug;
        }
    }

    /** A titled part of the navigation; the title may be empty. */
    public record Group(String title, List<Item> items) {}

    /** One page of the navigation; with a key, {@code g} and the key go there. */
    public record Item(String label, String icon, String url, String key, boolean current) {
        public Item(String label, String icon, String url, boolean current) {
            this(label, icon, url, "", current);
        }
    }

    /** What just happened; kinds are {@code success}, {@code info}, {@code warning}, {@code danger}. */
    public record Flash(String kind, String message) {}

    public void signIn(Person person, List<Account> accounts, String path) {
        this.person = person;
        this.accounts = List.copyOf(accounts);
        this.path = path;
    }

    public void enter(Account account, List<Group> navigation) {
        this.account = account;
        this.navigation = List.copyOf(navigation);
    }

    public void enterScope(String name) {
        this.scopeName = name;
    }

    /** Shown on this page, or after a redirect on the next one. */
    public void say(String kind, String message) {
        this.flash = new Flash(kind, message);
    }

    public boolean signedIn() {
        return person != null;
    }

    public Optional<Person> person() {
        return Optional.ofNullable(person);
    }

    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }

    public List<Account> accounts() {
        return accounts;
    }

    public List<Group> navigation() {
        return navigation;
    }

    /** Of the scope that the page is below; null if it is below none, or that has no name for the reader. */
    public String scopeName() {
        return scopeName;
    }

    public Optional<Flash> flash() {
        return Optional.ofNullable(flash);
    }

    public String path() {
        return path;
    }

    /** The same kind of page in another account, where that account surely has one. */
    public String samePageIn(Account other) {
        String[] parts = path.split("/");
        boolean stays = parts.length > 3 && EVERYWHERE.contains(parts[3]);
        return stays ? other.url() + "/" + parts[3] : other.url();
    }
}
