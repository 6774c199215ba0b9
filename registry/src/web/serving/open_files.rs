//! How many connections the system lets this process have.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Open files that are not connections of clients: those of the database, of documents, of the program itself.
const OTHERS: u64 = 128;

/// Raises the limit of open files as far as this process may, and says how many connections there may be of those that
/// are wanted.
pub fn room_for(wanted: usize) -> usize {
    let had = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: had.maximum, maximum: had.maximum };
    let has = if setrlimit(Resource::Nofile, raised).is_ok() { raised } else { had };
    let room = has.current.map_or(wanted, |most| {
        usize::try_from(most.saturating_sub(OTHERS)).unwrap_or(wanted).clamp(1, wanted)
    });
    if room < wanted {
        tracing::warn!(
            wanted,
            connections = room,
            "the system lets this process open fewer files than it may have connections: raise it with LimitNOFILE= in the \
             service's unit, or with `ulimit -n`"
        );
    }
    room
}
