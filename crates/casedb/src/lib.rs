//! casedb
