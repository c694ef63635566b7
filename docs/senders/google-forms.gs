/**
 * Sends each response of a Google Form to Accolade, signed by Standard Webhooks.
 *
 * Paste it at the form under "Apps Script". In the project's settings, under "Script properties", put ACCOLADE_HOOK (the address)
 * and ACCOLADE_SECRET (the secret, whsec_ and all). Then run `install` once, and allow what it asks for.
 */

var TRIES = 4;
var WAITING = 'waiting_';

/** Once, by hand: from then on Google calls the two functions below by itself. */
function install() {
  ScriptApp.newTrigger('onFormSubmit').forForm(FormApp.getActiveForm()).onFormSubmit().create();
  ScriptApp.newTrigger('sendWaiting').timeBased().everyHours(1).create();
}

/** Called for each response, also for one that was edited. */
function onFormSubmit(event) {
  sendOrKeep(event.response);
}

/** Called every hour: what could not be sent is sent again, until it is taken. */
function sendWaiting() {
  var form = FormApp.getActiveForm();
  var errors = [];
  PropertiesService.getScriptProperties()
    .getKeys()
    .filter(function (key) {
      return key.indexOf(WAITING) === 0;
    })
    .forEach(function (key) {
      // One that is refused, or was deleted, keeps no other waiting.
      try {
        sendOrKeep(form.getResponse(key.slice(WAITING.length)));
      } catch (error) {
        errors.push(error);
      }
    });
  if (errors.length > 0) throw errors[0];
}

/** An error that is thrown is one that Google mails to whoever installed the script. */
function sendOrKeep(response) {
  var properties = PropertiesService.getScriptProperties();
  var key = WAITING + response.getId();
  properties.setProperty(key, 'yes');
  var answer = send(response);
  if (answer.status !== 200 && answer.status !== 202) {
    throw new Error('Accolade answered ' + answer.status + '. It is sent again within the hour. ' + answer.text);
  }
  properties.deleteProperty(key);
}

/** A repeat has the same id and the same body, so that it counts once. */
function send(response) {
  var id = 'form_' + response.getId() + '_' + response.getTimestamp().getTime();
  var body = JSON.stringify(bodyOf(response));
  var answer;
  for (var attempt = 1; attempt <= TRIES; attempt++) {
    answer = post(id, body);
    if (answer.status !== 0 && answer.status !== 429 && answer.status < 500) return answer;
    if (attempt < TRIES) Utilities.sleep(1000 * Math.pow(2, attempt));
  }
  return answer;
}

/** Questions by their words, so keep them, or change the mapping with them. Uploaded files become links to Drive. */
function bodyOf(response) {
  var form = FormApp.getActiveForm();
  var answers = {};
  response.getItemResponses().forEach(function (itemResponse) {
    var item = itemResponse.getItem();
    var given = itemResponse.getResponse();
    answers[item.getTitle()] =
      item.getType() === FormApp.ItemType.FILE_UPLOAD
        ? given.map(function (fileId) {
            return 'https://drive.google.com/open?id=' + fileId;
          })
        : given;
  });
  return {
    type: 'form.submitted',
    form: { id: form.getId(), title: form.getTitle() },
    response: {
      id: response.getId(),
      email: response.getRespondentEmail(),
      time: response.getTimestamp().toISOString(),
    },
    answers: answers,
  };
}

/**
 * Signs bytes, not texts: given a text, Google would take the secret for a text too. Google's bytes go from -128 to 127, and so do
 * those that `base64Encode` takes; whoever wants hexadecimal has to add 256 to the negative ones.
 */
function post(id, body) {
  var properties = PropertiesService.getScriptProperties();
  var seconds = String(Math.floor(Date.now() / 1000));
  var key = Utilities.base64Decode(properties.getProperty('ACCOLADE_SECRET').replace('whsec_', ''));
  var signed = Utilities.newBlob(id + '.' + seconds + '.' + body).getBytes();
  var signature = Utilities.base64Encode(Utilities.computeHmacSha256Signature(signed, key));
  try {
    var answer = UrlFetchApp.fetch(properties.getProperty('ACCOLADE_HOOK'), {
      method: 'post',
      contentType: 'application/json',
      payload: body,
      headers: { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': 'v1,' + signature },
      muteHttpExceptions: true,
    });
    return { status: answer.getResponseCode(), text: answer.getContentText() };
  } catch (error) {
    return { status: 0, text: String(error) };
  }
}
