//! What the code on a licence proves.

use crate::desk::Desk;
use crate::views::proofs::{ProofView, VerifyRequest};
use crate::{Error, proofs};

/// Checks the text of a code by the lists that the office has.
pub async fn verify(desk: &Desk, request: VerifyRequest) -> Result<ProofView, Error> {
    let office = desk.office().await?;
    proofs::verify_in(&office, &request.text).await
}
