//! Forms: what was typed, what is wrong with it, and how both are shown.
//!
//! What was typed is always shown again. Errors stand above their field and are summed up on top, with links.

use domain::text::words;
use maud::{Markup, html};

use super::lang::Lang;

mod many;
mod typed;

pub use typed::{Pasted, Typed, Unpressed};

/// What is wrong with a form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// Notes what is wrong with a field.
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push((field, message.into()));
    }

    /// Takes a value, or notes why there is none.
    pub fn take<T>(&mut self, field: &'static str, value: Result<T, String>) -> Option<T> {
        value.map_err(|message| self.add(field, message)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong, in the order of the fields.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, message)| message.as_str())
    }

    /// What is wrong with a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, message)| message.as_str())
    }
}

/// A form as it is shown: language, what was typed, what is wrong.
#[derive(Clone, Copy)]
pub struct Form<'f> {
    /// The language.
    pub lang: Lang,
    /// What was typed.
    pub typed: &'f Typed,
    /// What is wrong.
    pub errors: &'f Errors,
}

/// A field for text.
#[derive(Clone, Copy)]
pub struct Text {
    /// Its name.
    pub name: &'static str,
    /// What is asked.
    pub label: &'static str,
    /// What helps to answer; may be empty.
    pub hint: &'static str,
    /// What is typed into it.
    pub kind: TextKind,
    /// What browsers know it as; may be empty.
    pub autocomplete: &'static str,
}

/// What is typed into a field for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Words.
    Words,
    /// What is read letter by letter, such as an account or a code: phones neither capitalise nor correct it.
    Exact,
    /// Digits, in any of the three scripts.
    Digits,
    /// Several lines.
    Lines,
    /// What nobody else should see. It is never shown again.
    Secret,
}

impl Form<'_> {
    /// The errors summed up, for the top of the page.
    pub fn summary(&self) -> Markup {
        if self.errors.is_empty() {
            return html! {};
        }
        let count = self.errors.0.len();
        let title = match (self.lang, count) {
            (Lang::Fa, _) => {
                format!("{} مورد را درست کنید", words(u64::try_from(count).unwrap_or(u64::MAX)))
            }
            (Lang::En, 1) => "Please correct one answer".to_owned(),
            (Lang::En, _) => format!("Please correct {count} answers"),
        };
        html! {
            section.summary role="alert" aria-labelledby="summary" tabindex="-1" {
                h2 #summary { (title) }
                ul { @for (field, message) in &self.errors.0 { li { a href={ "#" (field) } { (message) } } } }
            }
        }
    }

    /// A field for text.
    pub fn text(&self, text: Text) -> Markup {
        let Text { name, label, hint, kind, autocomplete } = text;
        let value = self.typed.get(name);
        let wrong = self.errors.of(name).map(|_| "true");
        let described = self.described(name, hint);
        let autocomplete = if autocomplete.is_empty() { "off" } else { autocomplete };
        self.question(name, &html! {
            label for=(name) { (label) @if !hint.is_empty() { span.hint id={ (name) "-hint" } { (hint) } } }
            (self.error(name))
            @match kind {
                TextKind::Words => {
                    input id=(name) name=(name) type="text" value=(value) autocomplete=(autocomplete)
                        aria-invalid=[wrong] aria-describedby=[described];
                }
                TextKind::Exact => {
                    input id=(name) name=(name) type="text" value=(value) autocomplete=(autocomplete) dir="ltr"
                        autocapitalize="none" autocorrect="off" spellcheck="false"
                        aria-invalid=[wrong] aria-describedby=[described];
                }
                TextKind::Digits => {
                    input.number id=(name) name=(name) type="text" inputmode="numeric" value=(value)
                        autocomplete=(autocomplete) aria-invalid=[wrong] aria-describedby=[described];
                }
                TextKind::Secret => {
                    input id=(name) name=(name) type="password" autocomplete=(autocomplete)
                        aria-invalid=[wrong] aria-describedby=[described];
                }
                TextKind::Lines => {
                    textarea id=(name) name=(name) rows="5" aria-invalid=[wrong] aria-describedby=[described] { (value) }
                }
            }
        })
    }

    /// One of a few, all in sight.
    pub fn radios(
        &self,
        name: &'static str,
        label: &str,
        hint: &str,
        choices: &[(&str, &str)],
    ) -> Markup {
        let chosen = self.typed.get(name);
        let described = self.described(name, hint);
        self.question(name, &html! {
            fieldset aria-describedby=[described] {
                legend.label { (label) @if !hint.is_empty() { span.hint id={ (name) "-hint" } { (hint) } } }
                (self.error(name))
                @for (place, (value, text)) in choices.iter().enumerate() {
                    label.choice {
                        input id=[(place == 0).then_some(name)] type="radio" name=(name) value=(value) checked[chosen == *value];
                        span { (text) }
                    }
                }
            }
        })
    }

    /// Any of a few, all in sight. Each is a field of its own: `NAME-VALUE`.
    pub fn checks(
        &self,
        name: &'static str,
        label: &str,
        hint: &str,
        choices: &[(&str, &str)],
    ) -> Markup {
        let described = self.described(name, hint);
        self.question(name, &html! {
            fieldset aria-describedby=[described] {
                legend.label { (label) @if !hint.is_empty() { span.hint id={ (name) "-hint" } { (hint) } } }
                (self.error(name))
                @for (place, (value, text)) in choices.iter().enumerate() {
                    @let field = format!("{name}-{value}");
                    label.choice {
                        input id=[(place == 0).then_some(name)] type="checkbox" name=(field) value="yes"
                            checked[self.typed.get(&field) == "yes"];
                        span { (text) }
                    }
                }
            }
        })
    }

    /// One of many.
    pub fn select(
        &self,
        name: &'static str,
        label: &str,
        hint: &str,
        groups: &[(String, Vec<(String, String)>)],
    ) -> Markup {
        self.one_of(name, label, hint, self.lang.say("انتخاب کنید", "Choose"), groups)
    }

    /// One of many to look at alone, or all of them.
    pub fn narrowed(
        &self,
        name: &'static str,
        label: &str,
        groups: &[(String, Vec<(String, String)>)],
    ) -> Markup {
        self.one_of(name, label, "", self.lang.say("همه", "All"), groups)
    }

    /// One of many, or none of them, which has a name of its own.
    pub fn perhaps(
        &self,
        name: &'static str,
        label: &str,
        none: &str,
        groups: &[(String, Vec<(String, String)>)],
    ) -> Markup {
        self.one_of(name, label, "", none, groups)
    }

    fn one_of(
        &self,
        name: &'static str,
        label: &str,
        hint: &str,
        none: &str,
        groups: &[(String, Vec<(String, String)>)],
    ) -> Markup {
        let chosen = self.typed.get(name);
        let wrong = self.errors.of(name).map(|_| "true");
        let described = self.described(name, hint);
        self.question(name, &html! {
            label for=(name) { (label) @if !hint.is_empty() { span.hint id={ (name) "-hint" } { (hint) } } }
            (self.error(name))
            select id=(name) name=(name) aria-invalid=[wrong] aria-describedby=[described] {
                option value="" { (none) }
                @for (group, choices) in groups {
                    @let options = html! {
                        @for (value, text) in choices { option value=(value) selected[chosen == value] { (text) } }
                    };
                    @if group.is_empty() { (options) } @else { optgroup label=(group) { (options) } }
                }
            }
        })
    }

    /// A Jalali day in three fields: `NAME-day`, `NAME-month`, `NAME-year`.
    pub fn day(&self, name: &'static str, label: &str, hint: &str) -> Markup {
        let wrong = self.errors.of(name).map(|_| "true");
        let described = self.described(name, hint);
        let parts = [
            ("day", self.lang.say("روز", "Day")),
            ("month", self.lang.say("ماه", "Month")),
            ("year", self.lang.say("سال", "Year")),
        ];
        self.question(name, &html! {
            fieldset aria-describedby=[described] {
                legend.label { (label) @if !hint.is_empty() { span.hint id={ (name) "-hint" } { (hint) } } }
                (self.error(name))
                div.day {
                    @for (place, (part, text)) in parts.iter().enumerate() {
                        @let field = format!("{name}-{part}");
                        // The summary's link leads to the first of the three.
                        @let id = if place == 0 { name.to_owned() } else { field.clone() };
                        div {
                            label for=(id) { (text) }
                            input.number id=(id) name=(field) type="text" inputmode="numeric" autocomplete="off"
                                value=(self.typed.get(&field)) aria-invalid=[wrong];
                        }
                    }
                }
            }
        })
    }

    fn question(&self, name: &str, inner: &Markup) -> Markup {
        let class = if self.errors.of(name).is_some() { "question wrong" } else { "question" };
        html! { div class=(class) { (inner) } }
    }

    fn error(&self, name: &str) -> Markup {
        html! {
            @if let Some(message) = self.errors.of(name) { p.message id={ (name) "-error" } { (message) } }
        }
    }

    fn described(&self, name: &str, hint: &str) -> Option<String> {
        let hint = (!hint.is_empty()).then(|| format!("{name}-hint"));
        let error = self.errors.of(name).map(|_| format!("{name}-error"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
