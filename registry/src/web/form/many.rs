//! Any of very many, under heads that open and close without a script.

use maud::{Markup, html};

use super::Form;

impl Form<'_> {
    /// Any of very many, by groups. Each is a field of its own: `NAME-VALUE`. Groups with a choice are open.
    pub fn many(
        &self,
        name: &'static str,
        label: &str,
        hint: &str,
        groups: &[(String, Vec<(String, String)>)],
    ) -> Markup {
        let described = self.described(name, hint);
        let field = |value: &str| format!("{name}-{value}");
        let is_chosen = |value: &str| self.typed.get(&field(value)) == "yes";
        self.question(name, &html! {
            fieldset id=(name) tabindex="-1" aria-describedby=[described] {
                legend.label { (label) @if !hint.is_empty() { span.hint id={ (name) "-hint" } { (hint) } } }
                (self.error(name))
                @for (group, choices) in groups {
                    @let chosen = choices.iter().filter(|(value, _)| is_chosen(value)).count();
                    details.group open[chosen > 0] {
                        summary { (group) span.hint { (self.of(chosen, choices.len())) } }
                        div.choices { @for (value, text) in choices {
                            label.choice {
                                input type="checkbox" name=(field(value)) value="yes" checked[is_chosen(value)];
                                span { (text) }
                            }
                        } }
                    }
                }
            }
        })
    }

    fn of(&self, chosen: usize, all: usize) -> String {
        let (chosen, all) =
            (self.lang.digits(&chosen.to_string()), self.lang.digits(&all.to_string()));
        format!("{chosen} {} {all}", self.lang.say("از", "of"))
    }
}
