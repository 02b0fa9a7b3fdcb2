"""A security key as a browser speaks for it, so that what it proves can be proven here."""

import hashlib
import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "localhost"
PRESENT = AuthenticatorData.FLAG.UP
ATTESTED = AuthenticatorData.FLAG.AT


class SecurityKey:
    """One key pair for one site."""

    def __init__(self, host: str = HOST) -> None:
        self.host = host
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()

    def made(self, challenge: str) -> dict[str, Any]:
        """Return what a browser sends when the key is set up."""
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        known = AuthenticatorData.create(self._site(), PRESENT | ATTESTED, 1, credential)
        attestation = AttestationObject.create("none", known, {})
        said = self._said("webauthn.create", challenge)
        return self._sent(clientDataJSON=said, attestationObject=attestation)

    def proven(self, challenge: str) -> dict[str, Any]:
        """Return what a browser sends when the key is asked for."""
        said = self._said("webauthn.get", challenge)
        known = AuthenticatorData.create(self._site(), PRESENT, 2)
        signature = self.private.sign(known + said.hash, ec.ECDSA(SHA256()))
        return self._sent(clientDataJSON=said, authenticatorData=known, signature=signature)

    def _site(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _said(self, what: str, challenge: str) -> CollectedClientData:
        said = {"type": what, "challenge": challenge, "origin": f"https://{self.host}"}
        return CollectedClientData(json.dumps(said).encode())

    def _sent(self, **response: bytes) -> dict[str, Any]:
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {name: websafe_encode(value) for name, value in response.items()},
        }


def with_security_key(user: Any, key: SecurityKey | None = None) -> Authenticator:
    """Give ``user`` a key and recovery codes, as if they had set it up."""
    made = (key or SecurityKey()).made(websafe_encode(b"challenge"))
    row: Authenticator = WebAuthn.add(user, "Blue key", made).instance
    RecoveryCodes.activate(user)
    return row
