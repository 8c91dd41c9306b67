package hearth.core;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is changed component by component: its builder, with a getter and a setter for
 * each, is generated. Those of the state's parts stand in {@code Draft}.
 */
@RecordBuilder.Template(options = @RecordBuilder.Options(enableWither = false))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface WithBuilder {}
