//! Who somebody is: registering, signing in, sessions, passwords, invitations.

mod invitation;
mod keys;
mod mails;
mod new_kinds;
mod operator;
mod password;
mod profile;
mod register;
mod reset;
mod scope;
mod secret;
mod session;
mod sign_in;
mod throttle;

pub use invitation::{Invitation, accept_invitation, find_invitation, invite, resend_invitation};
pub use new_kinds::grant_new_kinds;
pub use operator::{create_user, list_users, set_password};
pub use password::check_password;
pub use profile::{change_password, end_session, get_me, list_sessions, update_me};
pub use register::{Registration, register, setup};
pub use reset::{forgot_password, reset_password};
pub(crate) use scope::person;
pub use scope::{Authenticated, authenticate, scope_of_user};
pub use session::{Client, SignedIn, Tokens, refresh, sign_out};
pub use sign_in::{Credentials, sign_in};

pub(crate) use keys::{KeyCache, rotate_keys, seal, unseal};
pub(crate) use scope::{ScopeCache, grants_of, scope_from};
pub(crate) use secret::{hash, random_token};
pub(crate) use throttle::hit as throttle;
