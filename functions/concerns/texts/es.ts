import type { en } from './en.ts';

export const es: typeof en = {
  title: 'Avisar de un problema',
  about: 'Sobre la página pública de la insignia',
  whatHappens:
    'No necesita una cuenta. Quien responde por el programa recibe por correo lo que usted escriba. No se publica en ninguna página.',
  kind: '¿Qué está mal?',
  kinds: {
    'student-identifiable': 'Se puede identificar a un estudiante',
    'wrong-information': 'Algo en la página no es cierto',
    'something-else': 'Otra cosa',
  },
  text: '¿Qué vio y dónde?',
  textHint: (most) => `Por favor, no escriba nombres de estudiantes. Como máximo ${most} caracteres.`,
  replyTo: 'Su correo electrónico, si desea una respuesta',
  replyToHint: 'No es necesario. Aparece en el correo a quien responde por el programa, y aquí se guarda 400 días.',
  send: 'Enviar el aviso',
  errors: {
    summary: 'Corrija lo siguiente',
    kindMissing: 'Elija qué está mal.',
    textMissing: 'Escriba lo que vio.',
    textTooLong: 'Acorte lo que escribió a 2000 caracteres.',
    replyToWrong: 'Escriba la dirección de correo completa o déjela vacía.',
  },
  thanks: 'Gracias',
  thanksMore: 'Su aviso va a quien responde por el programa, que puede retener evidencia o revocar la insignia.',
  urgent: 'Si no puede esperar, escriba también al programa:',
  back: 'Volver a la insignia',
};
