import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A push service, and the browser behind it: headless Chromium has none. `subscribe` lets a page's
 * subscriptions lead here; what arrives is opened as RFC 8291 says.
 */
export async function startPushService() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const pushes = [];
  let status = 201;
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    if (status === 201) pushes.push(opened(Buffer.concat(pieces), keys, auth));
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${server.address().port}/here`;
  const target = {
    endpoint,
    keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
  };
  return {
    pushes,
    answer: (next) => {
      status = next;
    },
    /** Before the page loads. */
    subscribe: (page) => page.addInitScript(pretend, target),
    stop: () => server.close(),
  };
}

/** Runs in the page: keeps a subscription as a browser does, over reloads. */
function pretend(target) {
  const place = 'pretended-subscription';
  const subscription = (key) => ({
    endpoint: target.endpoint,
    options: {
      applicationServerKey: Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (c) =>
        c.charCodeAt(0),
      ).buffer,
    },
    toJSON: () => target,
    unsubscribe: async () => {
      localStorage.removeItem(place);
      return true;
    },
  });
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.setItem(place, applicationServerKey);
    return subscription(applicationServerKey);
  };
  PushManager.prototype.getSubscription = async () => {
    const key = localStorage.getItem(place);
    return key && subscription(key);
  };
}

function opened(body, keys, auth) {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body[20]);
  const sealed = body.subarray(21 + body[20]);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const keying = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, info, 32));
  const derive = (name, size) =>
    Buffer.from(hkdfSync('sha256', keying, salt, `Content-Encoding: ${name}\0`, size));
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  cipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return text.subarray(0, -1).toString();
}
