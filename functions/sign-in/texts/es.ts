import type { en } from './en.ts';

export const es: typeof en = {
  signedIn: 'Ha iniciado sesión',
  signedInAs: (email) => `En este navegador está abierta la sesión de ${email}.`,
  signedInWithoutAddress: 'En este navegador hay una sesión abierta.',
  whatNext: 'Abra de nuevo el enlace de su correo para continuar.',
  signOut: 'Cerrar sesión',
  signedOut: 'No ha iniciado sesión',
  signedOutMore:
    'En un equipo compartido, cierre también el navegador: el servicio de inicio de sesión de su distrito puede recordarle.',
  signIn: 'Iniciar sesión',
};
