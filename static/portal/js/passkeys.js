// Passkeys: asks the browser for one and hands its answer to the form of the page.
// The page works without it: a code of the app or a recovery code does the same.
"use strict";

(() => {
  const bytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (one) => one.charCodeAt(0));
  };

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const listed = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asks = {
    async create(options) {
      const made = await navigator.credentials.create({
        publicKey: {
          ...options,
          challenge: bytes(options.challenge),
          user: { ...options.user, id: bytes(options.user.id) },
          excludeCredentials: listed(options.excludeCredentials),
        },
      });
      return {
        ...plain(made),
        response: {
          clientDataJSON: text(made.response.clientDataJSON),
          attestationObject: text(made.response.attestationObject),
          transports: made.response.getTransports ? made.response.getTransports() : [],
        },
      };
    },
    async get(options) {
      const signed = await navigator.credentials.get({
        publicKey: {
          ...options,
          challenge: bytes(options.challenge),
          allowCredentials: listed(options.allowCredentials),
        },
      });
      const said = signed.response;
      return {
        ...plain(signed),
        response: {
          clientDataJSON: text(said.clientDataJSON),
          authenticatorData: text(said.authenticatorData),
          signature: text(said.signature),
          userHandle: said.userHandle ? text(said.userHandle) : null,
        },
      };
    },
  };

  const plain = (one) => ({
    id: one.id,
    rawId: text(one.rawId),
    type: one.type,
    authenticatorAttachment: one.authenticatorAttachment,
    clientExtensionResults: one.getClientExtensionResults(),
  });

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const said = form.querySelector("[data-passkey-said]");
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) {
        return;
      }
      event.preventDefault();
      said.textContent = "";
      try {
        const options = JSON.parse(form.dataset.options).publicKey;
        const answer = await asks[form.dataset.passkey](options);
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch {
        said.textContent = form.dataset.failed;
      }
    });
  });
})();
