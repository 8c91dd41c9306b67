/** Table Storage without its SDK: the states and the history. */
package hearth.azure.table;
