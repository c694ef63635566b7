import type { PageTexts } from './pages.ts';

export const es: PageTexts = {
  kinds: {
    'submission-received': 'Llegó la evidencia',
    'review-wanted': 'Se pide una revisión',
    'reviewer-missing': 'Nadie puede revisar',
    returned: 'Comentarios sobre la evidencia',
    'not-yet': 'Una decisión: todavía no',
    'badge-awarded': 'Se obtuvo una insignia',
    'badge-revoked': 'Se revocó una insignia',
    'award-notice': 'Alguien obtuvo una insignia',
    digest: 'Un resumen',
    'posts-waiting': 'Hay envíos en cuarentena',
    'webhook-disabled': 'Se desactivó un destino de webhooks',
    'post-set-aside': 'La evidencia aún no se pudo usar',
    'concern-reported': 'Se comunicó una preocupación',
    'endorsement-wanted': 'Se pide un respaldo',
    'endorsement-proposed': 'Espera un respaldo',
  },
  troubles: {
    refused: 'El servicio de correo lo rechazó.',
    bounced: 'Fue devuelto.',
    unreachable: 'No se envió: ninguna dirección recibe correo.',
    unknown: 'Se envió dos veces y nadie sabe si llegó.',
    complained: 'Llegó y se marcó como correo no deseado.',
  },
  unreachable: 'A quién no se puede contactar',
  about:
    'Los avisos a estas personas no llegaron o se marcaron como correo no deseado. Corrija la dirección en el archivo del programa y envíe el aviso de nuevo: va a la primera dirección que recibe correo.',
  nobody: 'Se puede contactar a todas las personas: que se sepa, todos los avisos de este programa llegaron.',
  more: 'Hay más de los que aparecen aquí. Los demás aparecerán cuando estos estén resueltos.',
  done: {
    resent: 'El aviso se envió de nuevo. Si tampoco llega, volverá a esta lista.',
    dismissed: 'El aviso ya no está en la lista.',
    lifted: 'Se vuelve a enviar correo a esa dirección.',
  },
  people: 'Personas',
  addresses: 'Direcciones',
  open: 'recibe correo',
  suppressed: {
    bounced: (since) => `no recibe correo: un mensaje fue devuelto el ${since}`,
    complained: (since) => `no se le envía correo: un mensaje se marcó como no deseado el ${since}`,
    'on-ses-list': (since) => `no recibe correo: Amazon SES la tiene en su lista al menos desde el ${since}`,
  },
  notices: 'Avisos',
  since: (date) => `desde el ${date}`,
  resend: 'Enviar de nuevo',
  dismiss: 'Ya lo sabe: quitar de la lista',
  lift: 'Vuelve a funcionar',
  which: (action, what, name) => `${action}: ${what}, ${name}`,
  noAddress: 'Ninguna dirección recibe correo, así que todavía no se puede enviar nada de nuevo.',
  sesList:
    'Amazon SES tiene su propia lista para toda la cuenta. Antes de que pueda llegar correo, alguien de la plataforma quita la dirección de ella:',

  settings: 'Cada cuánto recibe correo',
  saved: 'Su elección quedó guardada.',
  save: 'Guardar esta elección',
  legends: { awards: 'Cuando alguien obtiene una insignia', unreached: 'Cuando no se puede contactar a alguien' },
  choices: {
    awards: {
      immediate: 'Enseguida; varias en diez minutos llegan en un solo correo',
      daily: 'Una vez al día, en un solo correo, a las 11:00 UTC',
      off: 'Ningún correo',
    },
    unreached: { daily: 'Una vez al día, si hay novedades, a las 11:00 UTC', off: 'Ningún correo' },
  },
  stop: '¿Dejar de recibir estos correos?',
  stopMore:
    'Después, ningún correo le informará de las insignias obtenidas ni de las personas a quienes no se puede contactar.',
  stopButton: 'Dejar de recibirlos',
  stopped: 'Ya no recibirá estos correos',
  stoppedMore:
    'Ningún correo le informa ya de las insignias obtenidas ni de las personas a quienes no se puede contactar.',
  alwaysSent:
    'Las decisiones sobre su propia evidencia, sus propias insignias y lo que se le pida le seguirán llegando.',
  again: 'Volver a recibirlos, una vez al día',
};
