/** The wait of somebody who asks or plays after a pause. */
package hearth.bench.told;
