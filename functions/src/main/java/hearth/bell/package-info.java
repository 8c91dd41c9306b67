/**
 * The bell that a machine rings once its report is in the queue, so that somebody looks at once.
 * Nothing here knows the Azure SDK: a stranger's bell must stay cheap.
 */
package hearth.bell;
