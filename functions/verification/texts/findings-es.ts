import type { Code } from '../findings.ts';
import type { Saying } from './findings-en.ts';

const ASK = 'Pida una copia nueva a quien se la dio. Si también falla, pregunte al emisor.';
const LATER = 'Inténtelo de nuevo en unos minutos. Si continúa, pregunte al emisor.';
const TELL = 'No confíe en ella. Avise al emisor, que debe emitirla de nuevo.';
const BEWARE = 'No confíe en ella. Pregunte al emisor que figura en ella si la emitió.';

export const findingsEs: Readonly<Record<Code, Saying>> = {
  'not-reached': ['Se omitió, porque falló una comprobación anterior.'],
  'form-known': ['Es una insignia que se puede leer.'],
  'form-unknown': [
    'Esto no es una insignia en ninguna forma que conozcamos.',
    'Entregue el archivo que descargó (JSON, JWT, PNG o SVG), su texto o la dirección web de la insignia.',
  ],
  'json-broken': [
    'El texto parece una insignia, pero le falta una parte o está dañado.',
    'Cópielo entero, desde la primera { hasta la última }, o entregue el archivo.',
  ],
  'jwt-broken': [
    'El texto parece una insignia firmada, pero le falta una parte o está dañado.',
    'Cópielo entero o entregue el archivo.',
  ],
  'image-damaged': ['La imagen está dañada o no se puede leer.', ASK],
  'image-without-badge': [
    'La imagen no lleva ninguna insignia dentro.',
    'Los teléfonos y los sitios web suelen quitarla al guardar una imagen. Entregue el archivo original o la insignia en un archivo propio.',
  ],
  'image-with-two-badges': ['La imagen lleva dos insignias dentro, así que nadie puede decir cuál vale.', ASK],
  'nested-too-deep': ['Está construida como no lo está ninguna insignia real.', BEWARE],
  'not-an-open-badge': ['Son datos, pero no una insignia Open Badge.', 'Entregue el archivo de la propia insignia.'],
  'address-refused': [
    'Solo se abren direcciones web públicas que empiecen por https://.',
    'Revise la dirección o entregue el archivo de la insignia.',
  ],
  'address-gone': [
    'La insignia de esta dirección fue retirada.',
    'No confíe en ella. Solo el emisor puede decir por qué.',
  ],
  'address-unreadable': [
    'No se pudo leer nada en esta dirección.',
    'Revise la dirección y que la insignia esté compartida, o entregue su archivo.',
  ],
  'schema-met': ['Tiene todas las partes que pide el estándar.'],
  'single-values': [
    'Tiene todas las partes que pide el estándar, pero algunas listas están escritas como un solo valor.',
    'Puede confiar en ella. Los verificadores estrictos pueden objetar: el emisor debería escribirlas como listas.',
  ],
  'schema-not-met': ['Faltan partes que pide el estándar, o no son como las pide.', TELL],
  'issuer-only-named': ['El emisor es solo una dirección y no está descrito como pide el estándar.', TELL],
  'terms-defined': ['Cada palabra que usa tiene un significado definido.'],
  'terms-not-needed': ['Las insignias de la versión 2.0 no necesitan esta comprobación.'],
  'term-undefined': ['Usa una palabra que sus vocabularios no definen, así que la firma no puede abarcarla.', TELL],
  'context-unknown': [
    'Usa un vocabulario que no conocemos.',
    'No podemos decir qué significa. Pida al emisor que use los vocabularios de Open Badges 3.0.',
  ],
  'terms-unsafe': ['Una parte no tiene un significado definido, así que la firma no puede abarcarla.', TELL],
  'proof-holds': ['La firma es correcta: nada cambió desde que se firmó.'],
  'hosted-identical': ['El sitio web del emisor tiene la misma insignia.'],
  'proof-beside-unknown': [
    'Una firma es correcta; otra es de un tipo que no conocemos.',
    'Puede confiar en ella. La otra firma no se comprobó.',
  ],
  'header-of-other-standard': [
    'La firma es correcta, pero está marcada a la manera de otro estándar.',
    'Puede confiar en ella. Los verificadores estrictos de Open Badges pueden rechazarla.',
  ],
  'proof-missing': ['No está firmada.', BEWARE],
  'proof-kind-unknown': [
    'Está firmada de una manera que no conocemos.',
    'No podemos decir si es auténtica. Pida al emisor una insignia firmada con eddsa-rdfc-2022 o como JWT.',
  ],
  'proof-purpose-wrong': ['La firma se hizo con otro propósito.', TELL],
  'proof-expired': ['La propia firma ha caducado.', TELL],
  'proofs-too-many': ['Tiene más firmas que cualquier insignia real.', BEWARE],
  'proof-wrong': ['La firma no coincide: algo cambió después de firmar, o la firma está dañada.', BEWARE],
  'algorithm-refused': ['Está firmada de una manera que cualquiera podría imitar o que no aceptamos.', BEWARE],
  'header-refused': ['La cabecera del token tiene partes que el estándar prohíbe.', TELL],
  'key-not-named': ['No dice con qué clave se firmó.', TELL],
  'key-set': ['La dirección de la clave responde con varias claves y el estándar pide exactamente una.', TELL],
  'key-not-found': ['La clave con la que se firmó no está en su dirección.', BEWARE],
  'key-unusable': ['La clave que nombra no puede hacer una firma así.', TELL],
  'key-unreachable': ['No se pudo leer la clave con la que se firmó.', LATER],
  'hosted-differs': ['El sitio web del emisor tiene otra versión de esta insignia.', ASK],
  'hosted-absent': ['El sitio web del emisor no conoce esta insignia.', BEWARE],
  'hosted-unreachable': ['No se pudo leer el sitio web del emisor.', LATER],
  'signed-2-0': [
    'Aquí no se comprueban las insignias firmadas de la versión 2.0.',
    'Pida la insignia en la versión 3.0 o la alojada.',
  ],
  'issuer-bound': ['La firmó el emisor que figura en ella.'],
  'subject-not-in-token': [
    'La firmó el emisor que figura en ella. El token no repite quién la tiene.',
    'Puede confiar en ella. Los verificadores estrictos pueden objetar.',
  ],
  'controller-foreign': ['Se firmó con una clave que no es del emisor.', BEWARE],
  'key-retired': ['El emisor ya no permite que esta clave firme insignias.', BEWARE],
  'key-of-nobody': ['El emisor no incluye la clave con la que se firmó.', BEWARE],
  'token-differs': ['El token que envuelve la insignia no dice lo mismo que ella.', TELL],
  'issuer-unreachable': ['No se pudo leer el documento del propio emisor.', LATER],
  'issuer-unreadable': ['El documento del propio emisor falta o no es como pide el estándar.', BEWARE],
  'hosted-elsewhere': ['La insignia no está donde su emisor guarda las insignias.', BEWARE],
  'valid-now': ['Es válida ahora, hasta la fecha que indica.'],
  'valid-for-good': ['Es válida ahora y no tiene fecha de vencimiento.'],
  'not-yet-valid': ['Todavía no es válida.', 'Vuelva después de la fecha que indica.'],
  expired: ['Ha vencido.', 'Pregunte a quien la tiene si se renovó.'],
  'not-revoked': ['El emisor no la ha retirado.'],
  'status-not-offered': ['El emisor no ofrece manera de preguntar si fue retirada.'],
  'status-kind-unknown': [
    'Solo se puede preguntar si fue retirada de una manera que no conocemos.',
    'Pregunte al emisor, si es importante.',
  ],
  'status-purpose-unknown': [
    'Nombra una lista de estado para algo distinto de retirar insignias.',
    'Pregunte al emisor, si es importante.',
  ],
  revoked: ['El emisor la ha retirado.', 'No confíe en ella. Solo el emisor puede decir por qué.'],
  'status-entry-wrong': ['Lo que dice de su lista de estado no es como pide el estándar.', TELL],
  'status-list-wrong': ['La lista de insignias retiradas no es como pide el estándar.', TELL],
  'status-list-short': ['La lista de insignias retiradas es más corta de lo que permite el estándar.', TELL],
  'status-list-forged': ['La lista de insignias retiradas no está firmada por el emisor.', BEWARE],
  'status-list-foreign': ['La lista de insignias retiradas es de otro emisor.', BEWARE],
  'status-list-expired': ['La lista de insignias retiradas no está al día.', LATER],
  'status-index-outside': ['La lista de insignias retiradas no tiene lugar para esta.', TELL],
  'status-unreachable': ['No se pudo leer si fue retirada.', LATER],
  'endorsements-hold': ['Todos los avales que lleva son auténticos.'],
  'endorsements-none': ['No lleva avales.'],
  'endorsement-outdated': [
    'Un aval que lleva es auténtico, pero ahora no es válido.',
    'Confíe en la insignia, pero no en ese aval.',
  ],
  'endorsement-wrong': [
    'Un aval que lleva no es auténtico.',
    'No confíe en el aval. Pregunte al emisor por qué la insignia lo lleva.',
  ],
  'endorsement-of-another': [
    'Un aval que lleva es auténtico, pero es de otra cosa.',
    'No confíe en el aval. Pregunte al emisor por qué la insignia lo lleva.',
  ],
  'endorsements-too-many': ['Lleva más avales de los que se comprueban aquí.', 'Pregunte al emisor cuáles importan.'],
  'endorsement-unreachable': ['No se pudo comprobar un aval que lleva.', LATER],
};
