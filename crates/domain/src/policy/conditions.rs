//! Which numbered conditions can be cited in a case.

use crate::case::{Case, Refusal};
use crate::catalogue::{Catalogue, Condition, ConditionKind, ConditionNumber};

/// Whether a condition applies to the applicant, plan and path of a case.
pub fn applies(case: &Case, condition: &Condition, catalogue: &Catalogue) -> bool {
    let field = case.submission.as_ref().and_then(|s| catalogue.field(&s.plan.field));
    condition.applies_to.includes(&case.applicant, field, case.path())
}

/// Finds a condition that applies to the case and is of a kind, where one is asked for.
pub(super) fn check<'c>(
    case: &Case,
    catalogue: &'c Catalogue,
    number: ConditionNumber,
    kind: Option<ConditionKind>,
) -> Result<&'c Condition, Refusal> {
    let condition = catalogue.condition(number).ok_or(Refusal::ConditionUnknown(number))?;
    if kind.is_some_and(|kind| condition.kind != kind) {
        return Err(Refusal::ConditionOfOtherKind(number));
    }
    if applies(case, condition, catalogue) {
        Ok(condition)
    } else {
        Err(Refusal::ConditionNotApplicable(number))
    }
}
