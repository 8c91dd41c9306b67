/** The console of the local run: a page that looks like the Discord channel, and its workings. */
package hearth.local.page;
