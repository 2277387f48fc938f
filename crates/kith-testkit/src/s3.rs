//! S3-compatible storage for tests: a real server over a folder, which checks signatures.

use std::net::SocketAddr;
use std::path::Path;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tokio::net::TcpListener;

/// A server on a thread of its own. It ends with the process.
pub struct S3 {
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl S3 {
    /// The bucket that is there.
    pub const BUCKET: &str = "kith-files";
    const KEY: &str = "kith";
    const SECRET: &str = "correct horse battery";

    /// Starts a server with one empty bucket.
    pub fn start() -> S3 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join(S3::BUCKET)).expect("a bucket");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let root = folder.path().to_owned();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(serve(listener, &root));
        });
        S3 { address, _folder: folder }
    }

    /// The variables by which a client finds it and signs in.
    pub fn variables(&self) -> Vec<(String, String)> {
        [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_REGION", "eu-central-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", S3::KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", S3::SECRET.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }
}

async fn serve(listener: std::net::TcpListener, root: &Path) {
    let mut service = S3ServiceBuilder::new(FileSystem::new(root).expect("a folder"));
    service.set_auth(SimpleAuth::from_single(S3::KEY, S3::SECRET));
    let service = service.build();
    listener.set_nonblocking(true).expect("a socket");
    let listener = TcpListener::from_std(listener).expect("a socket");
    let http = Builder::new(TokioExecutor::new());
    while let Ok((socket, _)) = listener.accept().await {
        let connection = http.serve_connection(TokioIo::new(socket), service.clone()).into_owned();
        // A client that hangs up is its own affair.
        tokio::spawn(async move { drop(connection.await) });
    }
}
