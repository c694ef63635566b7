import type { en } from './en.ts';

export const es: typeof en = {
  badgesOf: (who) => `Insignias de ${who}`,
  aTeacher: (program) => `alguien que enseña en ${program}`,
  school: 'Escuela',
  program: 'Programa',
  issuedBy: 'Emitida por',
  badges: 'Insignias',
  about:
    'Cada insignia se otorgó por evidencia que alguien evaluó. Abra una para ver qué hubo que hacer y para comprobarla.',
  noBadges: 'Por ahora no se comparte aquí ninguna insignia.',
  badgeImage: (name) => `La insignia «${name}»`,
  awardedOn: 'Otorgada el',
  revokedOn: (date) => `Revocada el ${date}`,

  profile: 'Lo que otras personas ven de usted',
  lead: 'Nada sobre usted es público si no lo decide usted. Puede cambiar cada decisión cuando quiera; lo que alguien ya haya visto o copiado no se puede retirar.',
  name: 'Su nombre en las páginas públicas',
  nameOff: 'No se muestra. Las páginas de las insignias que comparte no dicen ni su nombre ni su escuela.',
  nameOn: (date) => `Se muestra desde el ${date} en las páginas de las insignias que comparte:`,
  nameNever:
    'No se muestra. En este programa su nombre no puede aparecer en páginas públicas. Si cree que debería poderse, escriba al programa:',
  nameShow: 'Mostrar mi nombre y mi escuela',
  nameShowWithout: 'Mostrar mi nombre',
  nameHide: 'Ocultar mi nombre',
  portfolio: 'Una página con todas las insignias que comparte',
  portfolioOff: 'Cerrada. Cada insignia que comparte tiene su propia página, y ninguna página las reúne.',
  portfolioOn:
    'Abierta para quien tenga su dirección. Muestra solo las insignias que usted comparte. Se pide a los buscadores que no la incluyan.',
  portfolioAddress: 'La dirección que puede dar a otras personas:',
  portfolioFirst: 'Para abrirla, comparta antes una insignia: abra la página de una insignia y elija allí compartirla.',
  portfolioOpen: 'Abrir la página',
  portfolioClose: 'Cerrar la página',
  portfolioAgain: 'Si la abre de nuevo, tendrá la misma dirección que antes.',
  shared: 'Las insignias que comparte',
  sharedNone: 'Ninguna todavía.',
};
