//! The server on a socket of this machine.

use std::sync::Arc;

use aluma_api::{ApiState, Named, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::support::World;

/// Sends bytes as they are and reads until the server closes.
async fn exchange(address: std::net::SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let mut answer = Vec::new();
    // A server that cuts the connection off has answered too.
    let _ = stream.write_all(bytes).await;
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn it_answers_refuses_long_heads_and_stops_when_told() {
    let world = World::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let state = ApiState {
        node: Arc::clone(&world.node),
        index: world.index.clone(),
        named: Named::default(),
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, state, async move {
        let _ = stopped.await;
    }));
    let head = "GET /v1/status HTTP/1.1\r\nhost: x\r\nconnection: close\r\n";
    let answer = exchange(address, format!("{head}\r\n").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let long = format!("{head}x: {}\r\n\r\n", "y".repeat(400 << 10));
    // Cut off in the middle of sending, so that the answer may be lost on the way.
    let answer = exchange(address, long.as_bytes()).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    let many: String = (0..100).map(|number| format!("x{number}: y\r\n")).collect();
    assert!(exchange(address, format!("{head}{many}\r\n").as_bytes()).await.contains(" 431 "));
    assert!(exchange(address, b"\x16\x03\x01\r\n\r\n").await.contains(" 400 "));
    let body = "POST /v1/transactions HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
                content-length: 10485760\r\n\r\n";
    let large = [body.as_bytes(), &vec![b' '; 10 << 20]].concat();
    let answer = exchange(address, &large).await;
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("body-too-large"), "{answer}");
    // An idle connection does not keep the server from stopping.
    let _idle = TcpStream::connect(address).await.expect("a connection");
    stop.send(()).expect("listening");
    server.await.expect("it ends");
    assert!(TcpStream::connect(address).await.is_err());
}
