/**
 * What each error says to a reader, by its code. Programs read the code; a page shows the text, and so does JSON for a
 * reader of Spanish. In English JSON keeps the words of the place that refused: they name the criterion, the field, the state.
 */
import type { Language } from './language.ts';

export const errorTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'address-missing': {
    en: 'This person has no address that takes mail. Change the addresses in the program file, or say which one works again.',
    es: 'Esta persona no tiene ninguna dirección que reciba correo. Cambie las direcciones en el archivo del programa o indique cuál vuelve a funcionar.',
  },
  'attempt-outdated': {
    en: 'The earner has sent newer evidence. Nothing was changed. Open the submission again and judge that.',
    es: 'La persona envió evidencia más reciente. No se cambió nada. Abra de nuevo la entrega y evalúe esa.',
  },
  'badge-already-held': {
    en: 'The earner holds this badge already: a second approval awards nothing. Return or deny the submission instead.',
    es: 'Esta persona ya tiene la insignia: una segunda aprobación no otorga nada. Devuelva o rechace la solicitud.',
  },
  'badge-too-large': {
    en: 'What was sent is larger than 1 MiB. Send the badge itself, as a file or text.',
    es: 'Lo enviado ocupa más de 1 MiB. Envíe la insignia misma, como archivo o como texto.',
  },
  'body-empty': { en: 'Nothing was sent along. Send it again.', es: 'No se envió ningún contenido. Envíelo de nuevo.' },
  'body-invalid': {
    en: 'What was sent does not have the form that this address takes.',
    es: 'Lo enviado no tiene la forma que espera esta dirección.',
  },
  'body-not-json': { en: 'What was sent is not JSON.', es: 'Lo enviado no es JSON.' },
  'body-not-object': { en: 'What was sent is not a JSON object.', es: 'Lo enviado no es un objeto JSON.' },
  'body-too-large': {
    en: 'What was sent is too large: 256 KiB is the most.',
    es: 'Lo enviado es demasiado grande: el máximo es 256 KiB.',
  },
  'changed-meanwhile': {
    en: 'Something changed while you were at it. Try again.',
    es: 'Algo cambió mientras tanto. Inténtelo de nuevo.',
  },
  'credential-being-reissued': {
    en: 'This badge is being signed again, because an item of evidence was withheld. Try again in a minute.',
    es: 'Esta insignia se está firmando de nuevo, porque se retiró una evidencia. Inténtelo de nuevo en un minuto.',
  },
  'credential-not-signed': {
    en: 'This badge is not signed yet. Try again in a minute.',
    es: 'Esta insignia aún no está firmada. Inténtelo de nuevo en un minuto.',
  },
  'criteria-not-met': {
    en: 'An approval needs every criterion met. Return the submission, or judge again.',
    es: 'Para aprobar deben cumplirse todos los criterios. Devuelva la entrega o evalúe de nuevo.',
  },
  'criterion-judged-twice': {
    en: 'A criterion was judged twice. Judge each one once.',
    es: 'Un criterio se evaluó dos veces. Evalúe cada uno una sola vez.',
  },
  'criterion-not-judged': {
    en: 'Every criterion needs a judgment.',
    es: 'Falta evaluar algún criterio. Evalúelos todos.',
  },
  'criterion-unknown': {
    en: 'The rubric has no such criterion. Read it again.',
    es: 'La rúbrica no tiene ese criterio. Léala de nuevo.',
  },
  'earner-unknown': {
    en: 'No member with this employee id is an earner in the program. Nothing was changed.',
    es: 'Ningún miembro con este número de personal participa en el programa para obtener insignias. No se cambió nada.',
  },
  'endorsement-not-verified': {
    en: 'The endorsement does not verify. Check its signature, its key and its dates, and send it again.',
    es: 'El aval no se puede verificar. Revise la firma, la clave y las fechas, y envíelo de nuevo.',
  },
  'endorsement-of-another': {
    en: 'The endorsement is not of a version of this badge. Endorse the address of one.',
    es: 'El aval no es de una versión de esta insignia. Avale la dirección de una de ellas.',
  },
  'endorsement-overtaken': {
    en: 'Something else was decided about this endorsement before, and nothing was changed. Open the page again.',
    es: 'Antes se decidió otra cosa sobre este aval y no se cambió nada. Abra la página de nuevo.',
  },
  'endorsement-own': {
    en: 'The issuer of a badge does not endorse it. Ask another organization.',
    es: 'Quien emite una insignia no la avala. Pídalo a otra organización.',
  },
  'endorsement-too-large': {
    en: 'The endorsement is too large: 32 KiB is the most.',
    es: 'El aval es demasiado grande: el máximo es 32 KiB.',
  },
  'endorsements-full': {
    en: 'This badge has as many endorsements as there is room for. The owner of the program must decide on some of them first.',
    es: 'Esta insignia ya tiene todos los avales que caben. Antes, la persona responsable del programa debe decidir sobre algunos.',
  },
  internal: {
    en: 'Something went wrong here. Nothing was changed. Try again later.',
    es: 'Algo falló aquí. No se cambió nada. Inténtelo más tarde.',
  },
  'invitation-expired': {
    en: 'This link is too old: it could be answered for 30 days. Ask the program for a new one.',
    es: 'Este enlace es demasiado antiguo: se podía responder durante 30 días. Pida otro al programa.',
  },
  'issuer-unreachable': {
    en: 'The sign-in service does not answer. Try again in a moment.',
    es: 'El servicio de inicio de sesión no responde. Inténtelo de nuevo en un momento.',
  },
  'keys-unavailable': {
    en: 'The key service does not answer. Try again in a moment.',
    es: 'El servicio de claves no responde. Inténtelo de nuevo en un momento.',
  },
  'keys-unreachable': {
    en: 'The keys of the sender cannot be read now. Send it again later.',
    es: 'Ahora no se pueden leer las claves de quien envía. Envíelo de nuevo más tarde.',
  },
  'level-unknown': {
    en: 'The rubric describes no such level. Choose one that it describes.',
    es: 'La rúbrica no describe ese nivel. Elija uno de los que describe.',
  },
  'media-type-unsupported': {
    en: 'This address does not take that kind of content.',
    es: 'Esta dirección no acepta ese tipo de contenido.',
  },
  'member-bound-already': {
    en: 'Another account is already in use for this member. Sign in with that one, or ask the owner of the program to let it go.',
    es: 'Ya se usa otra cuenta para este miembro. Inicie sesión con esa o pida a la persona responsable del programa que la libere.',
  },
  'method-not-allowed': {
    en: 'This address cannot be used in that way. Go back and open the page again.',
    es: 'Esta dirección no se puede usar así. Vuelva atrás y abra la página de nuevo.',
  },
  'naming-not-allowed': {
    en: 'Your name cannot be shown in this program. Ask the owner of the program if you think that it should.',
    es: 'En este programa no se puede mostrar su nombre. Si cree que debería poderse, pregunte a la persona responsable.',
  },
  'may-not-revoke': {
    en: 'Only the owner of the program, the deputy and administrators revoke a badge. Nothing was changed.',
    es: 'Solo la persona responsable del programa, su suplente y la administración revocan una insignia. No se cambió nada.',
  },
  'may-not-withhold': {
    en: 'Only the earner, reviewers, the owner of the program and the deputy withhold evidence. Nothing was changed.',
    es: 'Solo quien obtuvo la insignia, quienes evalúan, la persona responsable del programa y su suplente retiran evidencias. No se cambió nada.',
  },
  'not-a-deployment-administrator': {
    en: 'There is no such program, and only an administrator of the deployment creates one. Ask one of them.',
    es: 'No existe ese programa y solo quien administra la instalación puede crearlo. Pregúntele.',
  },
  'not-a-member': {
    en: 'Your account belongs to nobody in this program. Sign in with your work address, or ask the owner of the program.',
    es: 'Su cuenta no pertenece a nadie de este programa. Inicie sesión con su correo de trabajo o pregunte a la persona responsable del programa.',
  },
  'not-a-reviewer': {
    en: 'This is for the reviewers of the program and for its owner.',
    es: 'Esto es para quienes evalúan en el programa y para su responsable.',
  },
  'not-found': {
    en: 'There is nothing at this address, or it is not open to you. Check the link, or sign in with the account it was sent to.',
    es: 'No hay nada en esta dirección o no está abierto para usted. Revise el enlace o inicie sesión con la cuenta a la que se envió.',
  },
  'not-signed-in': {
    en: 'Sign in first, then open this again.',
    es: 'Primero inicie sesión y después abra esto de nuevo.',
  },
  'not-the-owner': {
    en: 'This is for the owner of the program, the deputy, and the administrators of the deployment.',
    es: 'Esto es para la persona responsable del programa, su suplente y quienes administran la instalación.',
  },
  'not-the-owner-or-deputy': {
    en: 'This is for the owner of the program and the deputy.',
    es: 'Esto es para la persona responsable del programa y su suplente.',
  },
  'not-yours': {
    en: 'Only the earner withdraws a submission.',
    es: 'Solo quien hizo la entrega puede retirarla.',
  },
  'nothing-shared': {
    en: 'Share at least one badge first. Then open the page of all of them.',
    es: 'Comparta antes al menos una insignia. Después abra la página de todas.',
  },
  'no-award-notices': {
    en: 'Only administrators, the owner and the deputy of the program get these mails.',
    es: 'Solo la administración, la persona responsable y la suplente del programa reciben estos correos.',
  },
  'notice-gone': {
    en: 'What this notice tells of is settled by now, or the person is in the program no more. Nothing was sent.',
    es: 'Aquello de lo que informa este aviso ya está resuelto, o la persona ya no está en el programa. No se envió nada.',
  },
  'notice-resent-already': {
    en: 'This notice was sent again already, or arrived after all. Nothing was sent now.',
    es: 'Este aviso ya se envió de nuevo, o al final sí llegó. Ahora no se envió nada.',
  },
  'origin-foreign': {
    en: 'This was not sent from a page of ours. Open the page here and send it again.',
    es: 'Esto no se envió desde una página nuestra. Abra la página aquí y envíelo de nuevo.',
  },
  'own-submission': {
    en: 'Nobody reviews their own submission. Leave it to another reviewer.',
    es: 'Nadie evalúa su propia entrega. Déjela a otra persona.',
  },
  'path-invalid': {
    en: 'The address is not properly encoded. Check the link.',
    es: 'La dirección no está bien codificada. Revise el enlace.',
  },
  'post-earner-known': {
    en: 'This post names its earner already. It stays that member’s, and nothing was changed.',
    es: 'Este mensaje ya nombra a quien lo envía. Sigue siendo de esa persona y no se cambió nada.',
  },
  'post-resolved': {
    en: 'This post waits no longer: it became a submission, or was set aside. Nothing was changed. Open it again.',
    es: 'Este mensaje ya no espera: se convirtió en una entrega o se apartó. No se cambió nada. Ábralo de nuevo.',
  },
  'program-changed-meanwhile': {
    en: 'Somebody else changed the program at the same time. Read it again, and send your change again.',
    es: 'Otra persona cambió el programa al mismo tiempo. Léalo de nuevo y envíe otra vez su cambio.',
  },
  'program-invalid': {
    en: 'The program file breaks rules. Nothing was changed. Correct what is listed, and send it again.',
    es: 'El archivo del programa no cumple las reglas. No se cambió nada. Corrija lo indicado y envíelo de nuevo.',
  },
  'query-invalid': {
    en: 'The part of the address after the question mark is not understood. Check the link.',
    es: 'No se entiende la parte de la dirección que sigue al signo de interrogación. Revise el enlace.',
  },
  'sign-in-expired': {
    en: 'This sign-in took too long, or was begun in another browser. Open the page you wanted again.',
    es: 'Este inicio de sesión tardó demasiado o empezó en otro navegador. Abra de nuevo la página que buscaba.',
  },
  'sign-in-refused': {
    en: 'The sign-in service did not sign you in. Open the page you wanted again.',
    es: 'El servicio no inició su sesión. Abra de nuevo la página que buscaba.',
  },
  'signature-invalid': {
    en: 'The signature does not hold. Check the secret of the source.',
    es: 'La firma no es válida. Revise el secreto del origen.',
  },
  'source-takes-no-secret': {
    en: 'This source has no secret: its sender signs with keys of its own.',
    es: 'Este origen no tiene secreto: quien envía firma con sus propias claves.',
  },
  'source-taken': {
    en: 'Another program has a source of that name. Choose another id for it.',
    es: 'Otro programa ya tiene un origen con ese nombre. Elija otro id.',
  },
  'source-unknown': { en: 'There is no such source.', es: 'No existe ese origen.' },
  'table-busy': {
    en: 'There is too much going on just now. Try again in a moment.',
    es: 'Hay demasiada actividad en este momento. Inténtelo de nuevo en un momento.',
  },
  'timestamp-stale': {
    en: 'The timestamp is more than five minutes off. Check the clock of the sender.',
    es: 'La hora difiere en más de cinco minutos. Revise el reloj de quien envía.',
  },
  'token-invalid': {
    en: 'Your sign-in does not hold any more. Sign in again.',
    es: 'Su inicio de sesión ya no es válido. Inicie sesión de nuevo.',
  },
  'too-many-concerns': {
    en: 'Several people reported a concern about this badge today, and the owner of the program was told. Try again tomorrow, or write to the contact of the program.',
    es: 'Hoy ya hubo varios avisos sobre esta insignia, y la persona responsable del programa los recibió. Inténtelo mañana o escriba al contacto del programa.',
  },
  'too-many-posts': {
    en: 'This source sends more than it may in a minute. Send it again when the next minute begins.',
    es: 'Este origen envía más de lo que puede en un minuto. Envíelo de nuevo cuando empiece el siguiente.',
  },
  'transition-illegal': {
    en: 'This submission is in another state by now, and nothing was changed. Open it again.',
    es: 'Esta entrega ya está en otro estado y no se cambió nada. Ábrala de nuevo.',
  },
  'unsubscribe-unclear': {
    en: 'What was sent does not say that these mails shall stop. Nothing was changed. Open the link and press the button.',
    es: 'Lo enviado no dice que deban cesar estos correos. No se cambió nada. Abra el enlace y pulse el botón.',
  },
  'webhook-endpoint-disabled': {
    en: 'Nothing is sent to this system, because it is disabled. Enable it first.',
    es: 'No se envía nada a este sistema porque está desactivado. Actívelo primero.',
  },
  'webhook-endpoints-full': {
    en: 'A program tells at most ten systems. Remove one that is not needed any more.',
    es: 'Un programa avisa como máximo a diez sistemas. Quite uno que ya no haga falta.',
  },
  'webhooks-changed': {
    en: 'The webhooks were changed since the page was opened, maybe by this form. Open the page again and look.',
    es: 'Los webhooks cambiaron desde que se abrió la página, quizá por este mismo formulario. Abra la página de nuevo y mire.',
  },
  'webhook-id-reused': {
    en: 'This webhook-id was used for another body. Send new content with a new id.',
    es: 'Este webhook-id ya se usó con otro contenido. Envíe contenido nuevo con un id nuevo.',
  },
};
