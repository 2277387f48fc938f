//! TLS for what speaks HTTP.

/// Makes *ring* the process's provider of cryptography, where none is yet.
pub(crate) fn provide() {
    // A second call changes nothing, and says so with an error.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
