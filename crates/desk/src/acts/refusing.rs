//! From what an officer cites to a refusal with everything on record that it rests on.

use domain::catalogue::Condition;
use domain::event::{Fact, RefusalGround};

use super::{Doing, input};
use crate::Error;

impl Doing<'_> {
    /// The refusal, with everything on record that shows its conditions to this officer; what is missing is for
    /// the rules to name.
    pub(super) fn refuse(&self, conditions: &[u16], explanation: &str) -> Result<Fact, Error> {
        let Self { case, catalogue, at, opened, .. } = self;
        let conditions = input::conditions(conditions);
        let cited = conditions.iter().filter_map(|number| catalogue.condition(*number));
        let on_record = |condition: &Condition| {
            domain::policy::grounds(case, catalogue, condition, opened, at.tehran_date())
        };
        let grounds: Vec<RefusalGround> = cited.flat_map(on_record).collect();
        let explanation = input::explanation(explanation)?;
        Ok(Fact::Refused { conditions, grounds, explanation, opened: (*opened).clone() })
    }
}
