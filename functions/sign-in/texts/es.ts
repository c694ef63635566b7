import type { en } from './en.ts';

export const es: typeof en = {
  signedIn: 'Ha iniciado sesión',
  signedInAs: (email) => `En este navegador está abierta la sesión de ${email}.`,
  signedInWithoutAddress: 'En este navegador hay una sesión abierta.',
  whatNext: 'Para continuar, vuelva a la página de la que vino o abra de nuevo el enlace de su correo.',
  signOut: 'Cerrar sesión',
  signOutMore: 'También se cierra la sesión en el servicio de inicio de sesión de su distrito, si este lo permite.',
  signedOutHere: 'Aquí ya se cerró su sesión',
  signedOutHereNext:
    'Falta cerrarla en el servicio de inicio de sesión de su distrito. Si no ocurre nada, continúe usted.',
  signOutThere: 'Cerrar sesión también allí',
  signedOut: 'No ha iniciado sesión',
  signedOutNext: 'Los enlaces de sus correos le llevan a la página correcta, con el inicio de sesión incluido.',
  signedOutMore:
    'Si otras personas usan este equipo, cierre el navegador al irse: no todos los servicios de inicio de sesión le olvidan al cerrar la sesión.',
  signIn: 'Iniciar sesión',
};
