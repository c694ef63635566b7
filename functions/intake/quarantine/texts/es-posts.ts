import type { problems as english, reasons as englishReasons } from './en-posts.ts';

const tellContact = 'Responde a este correo: quienes llevan el programa pueden arreglarlo.';

export const reasons: typeof englishReasons = {
  'unreadable-submission': {
    what: 'Lo que llegó no tiene la forma de un envío de evidencias.',
    owner:
      'Corrija la correspondencia del origen en el archivo del programa y reintente el mensaje; o corrija el formulario o el sistema que lo envió y pida que se envíen las evidencias otra vez con un id nuevo; después aparte este mensaje.',
    earner:
      'El fallo está en el formulario o en el sistema, no en tus evidencias. Responde a este correo para que se pueda corregir.',
  },
  'program-not-published': {
    what: 'El programa todavía no está publicado.',
    owner: 'Publique el programa y reintente el mensaje.',
    earner:
      'Se podrá tomar en cuenta cuando el programa haya abierto. Responde a este correo si quieres saber cuándo será.',
  },
  'unknown-earner': {
    what: 'Nadie en el programa tiene el número de personal o la dirección que se indica.',
    owner:
      'Agregue a la persona, o la dirección que falta, a los miembros del programa, o indique abajo de quién es. Después reinténtelo.',
    earner: tellContact,
  },
  'not-an-earner': {
    what: 'La persona que se indica no participa en el programa para obtener insignias.',
    owner: 'Asígnele esa función en el programa si le corresponde y reintente el mensaje.',
    earner: tellContact,
  },
  'unknown-badge': {
    what: 'El programa no tiene ninguna insignia con el nombre que se envió.',
    owner: 'Agregue la insignia al programa, o corrija el nombre allí de donde viene. Después reintente el mensaje.',
    earner:
      'Lo más probable es que el fallo esté en el formulario, no en tus evidencias. Responde a este correo para que se pueda corregir.',
  },
  'evidence-missing': {
    what: 'Falta algo de lo que pide la insignia.',
    owner:
      'También avisamos a la persona de lo que falta, y ella lo envía todo de nuevo; después aparte este mensaje. Compruebe que el formulario lo pida todo.',
    earner: 'Agrega lo que falta y envía otra vez todas tus evidencias.',
  },
  'evidence-invalid': {
    what: 'Algunas evidencias no corresponden a lo que pide la insignia.',
    owner:
      'También avisamos a la persona de lo que debe cambiar, y ella lo envía todo de nuevo; después aparte este mensaje. Compruebe que el formulario pida lo correcto.',
    earner: 'Cambia lo que se indica aquí y envía otra vez todas tus evidencias.',
  },
  'prerequisite-missing': {
    what: 'Antes hay que tener otra insignia.',
    owner:
      'Cuando la persona tenga la insignia, reintente el mensaje. Antes no hay nada que hacer, a menos que ese requisito sea un error en el archivo del programa.',
    earner:
      'Obtén primero la insignia que se indica aquí y después envía otra vez estas evidencias. Puedes guardarlas hasta entonces.',
  },
  'submission-open': {
    what: 'Un envío anterior para la misma insignia todavía espera una decisión.',
    owner:
      'Si esa entrega se devuelve, reintente este mensaje como el intento siguiente. Si es la misma evidencia enviada dos veces, apártelo.',
    earner: 'Tus evidencias anteriores siguen en revisión. Espera la decisión, o retíralas y envía estas otra vez.',
  },
  'badge-already-held': {
    what: 'La persona ya tiene la insignia.',
    owner: 'La insignia sigue vigente. Aparte este mensaje.',
    earner: 'Ya tienes esta insignia, así que no hay nada que hacer. Sigue siendo tuya.',
  },
  'denied-is-final': {
    what: 'Ya hay una decisión sobre esta insignia, y el programa no admite un segundo envío después de una negativa.',
    owner: 'Aparte este mensaje, a menos que el programa deba permitir otro envío: consulte su norma.',
    earner: 'En este programa la decisión es definitiva. Responde a este correo si quieres hablar de otro camino.',
  },
};

export const problems: typeof english = {
  missing: () => 'no se envió',
  'not-in-table': () => 'tiene un valor que la correspondencia del origen no conoce',
  'cut-short': () => 'llegó cortado por el sistema que lo envió',
  'not-stated': () => 'no dice que no se pueda identificar a ningún estudiante',
  'not-reliable': () => 'nombra a una persona distinta de la que lo entregó',
  'unknown-requirement': () => 'no forma parte de lo que pide esta insignia',
  'wrong-type': () => 'se envió como otro tipo de evidencia del que pide la insignia',
  'too-few-words': (words) => `tiene muy pocas palabras (${words ?? 0})`,
  'too-many-words': (words) => `tiene demasiadas palabras (${words ?? 0})`,
  'not-held': () => 'es una insignia que todavía falta',
  'unknown-badge': () => 'no es una insignia del programa',
  'unknown-source': () => 'ya no es una fuente del programa: vuelva a agregarla para reintentar el mensaje',
  other: () => 'no se puede leer tal como se envió',
};
