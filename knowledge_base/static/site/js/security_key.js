// Asks the browser for a security key, to set it up or to prove it, and sends what it says.

const IS_NUMBER = /^(\d+\.){3}\d+$|^\[/;

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const listed = (some) => some?.map((one) => ({ ...one, id: bytes(one.id) }));

async function made(options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: listed(options.excludeCredentials),
    },
  });
  const { clientDataJSON, attestationObject } = credential.response;
  return {
    credential,
    response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) },
  };
}

async function proven(options) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: listed(options.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return {
    credential,
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle && text(userHandle),
    },
  };
}

function reason(error) {
  if (error.name === "InvalidStateError") return "known";
  return error.name === "SecurityError" ? "name" : "stopped";
}

function prepare(form) {
  const { publicKey } = JSON.parse(document.getElementById("key-options").textContent);
  const button = form.querySelector("button");
  const say = (which) => {
    for (const words of form.querySelectorAll("[data-key-said]")) {
      words.hidden = words.dataset.keySaid !== which;
    }
  };
  const named = form.querySelector("[data-key-name]");
  if (location.hostname === "127.0.0.1" || location.hostname === "[::1]") {
    const here = new URL(location.href);
    here.hostname = "localhost";
    named.href = here.href;
    named.hidden = false;
  }
  if (!isSecureContext || IS_NUMBER.test(location.hostname)) {
    say("name");
    button.disabled = true;
    return;
  }
  if (!window.PublicKeyCredential) {
    say("none");
    button.disabled = true;
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    button.disabled = true;
    try {
      const ask = form.dataset.securityKey === "create" ? made : proven;
      const { credential, response } = await ask(publicKey);
      form.elements.credential.value = JSON.stringify({
        id: credential.id,
        rawId: text(credential.rawId),
        type: credential.type,
        clientExtensionResults: credential.getClientExtensionResults(),
        response,
      });
      form.submit();
    } catch (error) {
      say(reason(error));
      button.disabled = false;
    }
  });
}

for (const form of document.querySelectorAll("[data-security-key]")) prepare(form);
