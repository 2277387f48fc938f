//! The mails of sign-in: plain words and one link.

use kith_model::Timestamp;

use crate::App;
use crate::mails::Draft;

/// "You are invited."
pub(super) fn invitation(
    app: &App,
    name: &str,
    to: (&str, &str),
    inviter: &str,
    token: &str,
    expires_at: Timestamp,
) -> Draft {
    let link = format!("{}/invite/{token}", app.config().public_url);
    let greeting = if to.1.is_empty() { "Hello,".to_owned() } else { format!("Hello {},", to.1) };
    let from = if inviter.is_empty() { "A colleague".to_owned() } else { inviter.to_owned() };
    let text = format!(
        "{greeting}\n\n{from} invites you to work in {name} on Kith. Choose a password here:\n\n{link}\n\n\
         The link works until {}. If you expected nothing like this, ignore this mail.\n",
        expires_at.date_in("UTC")
    );
    Draft { secret: true, ..Draft::new(to, format!("You are invited to {name}"), text) }
}

/// "Choose a new password."
pub(super) fn password_reset(app: &App, to: (&str, &str), token: &str) -> Draft {
    let link = format!("{}/reset/{token}", app.config().public_url);
    let text = format!(
        "Hello {},\n\nsomebody, hopefully you, asked for a new password. Choose one here within an hour:\n\n{link}\n\n\
         If it was not you, ignore this mail; your password stays as it is.\n",
        to.1
    );
    Draft { secret: true, ..Draft::new(to, "Choose a new password", text) }
}
