//! Passwords: which are refused, how they are hashed and compared.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use kith_model::{FieldCode, FieldError, fold};

use crate::app::PasswordCost;
use crate::{App, AppError};

/// The most common passwords of ten characters and more, and common words that longer ones are made
/// of; one a line, in lower case.
static COMMON: &str = include_str!("common_passwords.txt");
const LEAST: usize = 10;
const MOST: usize = 200;

/// Refuses what is easily guessed: too short, common, or made of what everybody knows about its
/// owner. NIST SP 800-63B asks for this instead of rules about kinds of characters.
pub fn check_password(password: &str, known: &[&str]) -> Result<(), FieldError> {
    let refuse = |code, message: String| Err(FieldError::new("password", code, message));
    let count = password.chars().count();
    if count < LEAST {
        return refuse(FieldCode::WeakPassword, format!("A password has at least {LEAST} characters."));
    }
    if count > MOST {
        return refuse(FieldCode::TooLong, format!("A password has at most {MOST} characters."));
    }
    if is_common(password) {
        return refuse(FieldCode::BreachedPassword, "This password is among the first that are tried.".into());
    }
    let folded = fold(password);
    let parts = known.iter().flat_map(|text| {
        let text = fold(text);
        let whole = text.replace(' ', "");
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        words.into_iter().chain([whole])
    });
    let mut parts = parts.filter(|part| part.chars().count() >= 4 && part != "com");
    if parts.any(|part| folded.contains(&part)) {
        let message = "A password does not contain your name, address or workspace.";
        return refuse(FieldCode::WeakPassword, message.into());
    }
    Ok(())
}

fn is_common(password: &str) -> bool {
    let folded = fold(password);
    let listed = |text: &str| COMMON.lines().any(|line| line == text);
    let plain = plain_letters(&folded);
    let stem = plain.trim_matches(|c: char| !c.is_alphabetic());
    listed(&folded) || listed(&plain) || listed(stem) || is_repetitive(&folded) || is_sequence(&folded)
}

/// Undoes the usual replacements: `p@ssw0rd` is `password`.
fn plain_letters(text: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    };
    // Digits and signs at the end are a suffix, not letters: `password1!`.
    let body = text.trim_end_matches(|c: char| !c.is_alphabetic());
    body.chars().map(letter).chain(text[body.len()..].chars()).collect()
}

/// Fewer than five different characters, or one short piece over and over.
fn is_repetitive(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut different = chars.clone();
    different.sort_unstable();
    different.dedup();
    let repeats = |size: usize| chars.iter().zip(chars.iter().skip(size)).all(|(a, b)| a == b);
    different.len() < 5 || (1..=chars.len() / 2).any(|size| chars.len() >= size * 2 && size <= 6 && repeats(size))
}

/// Characters that follow each other up or down, or along the rows of a keyboard.
fn is_sequence(text: &str) -> bool {
    const ROWS: &str = "qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm 1234567890";
    let chars: Vec<char> = text.chars().collect();
    let step = |a: char, b: char| (b as i64) - (a as i64);
    let in_row = |a: char, b: char| ROWS.contains(&format!("{a}{b}")) || ROWS.contains(&format!("{b}{a}"));
    let follow = chars.windows(2).filter(|pair| step(pair[0], pair[1]).abs() == 1 || in_row(pair[0], pair[1])).count();
    // Almost every step: `1234567890a` is no better than `1234567890`.
    follow * 10 >= chars.len().saturating_sub(1) * 8
}

fn hasher(cost: PasswordCost) -> Result<Argon2<'static>, AppError> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None);
    let params = params.map_err(|error| AppError::Internal(format!("password cost: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password, on a thread that may block; a bounded number at once, since each takes memory.
pub(super) async fn hash(app: &App, password: &str) -> Result<String, AppError> {
    let (cost, password) = (app.config().password_cost, password.to_owned());
    on_a_lane(app, move || {
        let hash = hasher(cost)?.hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| AppError::Internal(format!("hashing: {error}")))
    })
    .await
}

/// Whether the password is right, and whether its hash is of an old kind and should be renewed.
pub(super) async fn verify(app: &App, password: &str, stored: Option<&str>) -> Result<(bool, bool), AppError> {
    static NOBODY: LazyLock<std::sync::Mutex<Option<String>>> = LazyLock::new(Default::default);
    // Somebody unknown costs as much time as somebody known, so that time tells nothing.
    let stored = match stored {
        Some(stored) => stored.to_owned(),
        None => {
            let known = NOBODY.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
            match known {
                Some(hash) => hash,
                None => {
                    let made = hash(app, "a password that nobody has").await?;
                    *NOBODY.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(made.clone());
                    made
                }
            }
        }
    };
    let (cost, password) = (app.config().password_cost, password.to_owned());
    on_a_lane(app, move || {
        if stored.starts_with("$2") {
            return Ok((bcrypt::verify(&password, &stored).unwrap_or(false), true));
        }
        let Ok(parsed) = PasswordHash::new(&stored) else { return Ok((false, false)) };
        Ok((hasher(cost)?.verify_password(password.as_bytes(), &parsed).is_ok(), false))
    })
    .await
}

async fn on_a_lane<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let lane = app.password_lanes().clone().acquire_owned().await;
    let lane = lane.map_err(|_| AppError::Unavailable("shutting down".into()))?;
    let done = tokio::task::spawn_blocking(move || {
        let _lane = lane;
        work()
    });
    done.await.map_err(|error| AppError::Internal(format!("hashing: {error}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<FieldCode> {
        let known = ["Ananya Iyer", "ananya@banyanworks.in", "Banyan Works"];
        check_password(password, &known).err().map(|error| error.code)
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        assert_eq!(code("short"), Some(FieldCode::WeakPassword));
        for common in [
            "password123", "Passw0rd123!", "qwertyuiop", "1234567890", "aaaaaaaaaaaa", "abcabcabcabc", "iloveyou12",
            "P@ssword2024", "0987654321", "letmein1234",
        ] {
            assert_eq!(code(common), Some(FieldCode::BreachedPassword), "{common}");
        }
    }

    #[test]
    fn what_everybody_knows_about_its_owner_is_refused() {
        for known in ["ananya-is-here", "my Banyan tree 7", "xx-banyanworks-xx"] {
            assert_eq!(code(known), Some(FieldCode::WeakPassword), "{known}");
        }
    }

    #[test]
    fn what_is_long_and_one_s_own_is_taken() {
        for good in ["correct horse battery", "violet-Tram-88-soup", "हिमालय की चाय 42"] {
            assert_eq!(code(good), None, "{good}");
        }
    }
}
