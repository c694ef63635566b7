/** Unpacks the browser into the folder for temporary files: in a process of its own, because it sets up the environment for Lambda. */
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
