/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The value of a list filter: an operator before the first colon, or none, and what it compares with.
 *
 * @param operator {@code eq} where none was written
 */
record FilterValue(String operator, String operand) {

    private static final Set<String> OPERATORS = Set.of("eq", "neq", "gt", "gte", "lt", "lte", "in");

    static FilterValue parse(String expression) {
        int colon = expression.indexOf(':');
        boolean plain = colon < 0 || IsoTime.parse(expression).isPresent();
        return plain
                ? new FilterValue("eq", expression)
                : new FilterValue(expression.substring(0, colon), expression.substring(colon + 1));
    }

    /** The same of an attribute that may contain colons itself: what stands before one is only an operator if it is known. */
    static FilterValue parseText(String expression) {
        FilterValue filter = parse(expression);
        return OPERATORS.contains(filter.operator) ? filter : new FilterValue("eq", expression);
    }

    /**
     * The operand as a comma-separated list, in which a double quote at the start of an element protects commas, and
     * backslash and quote stand for a quote.
     */
    List<String> list() {
        requireBalancedQuotes();
        List<String> elements = new ArrayList<>();
        int at = 0;
        while (at < operand.length()) {
            if (operand.charAt(at) == '"') {
                int close = closingQuote(at + 1);
                elements.add(operand.substring(at + 1, close).replace("\\\"", "\""));
                at = close + 2;
            } else {
                int comma = operand.indexOf(',', at);
                int end = comma < 0 ? operand.length() : comma;
                elements.add(operand.substring(at, end).replace("\\\"", "\""));
                at = end + 1;
            }
        }
        return elements;
    }

    private int closingQuote(int from) {
        int close = operand.indexOf('"', from);
        while (operand.charAt(close - 1) == '\\') {
            close = operand.indexOf('"', close + 1);
        }
        return close;
    }

    private void requireBalancedQuotes() {
        boolean open = false;
        for (int i = 0; i < operand.length(); i++) {
            if (operand.charAt(i) != '"' || (i > 0 && operand.charAt(i - 1) == '\\')) {
                continue;
            }
            if (!open && i > 0 && operand.charAt(i - 1) != ',') {
                throw invalid("There is no comma before opening quotation mark.");
            }
            if (open && i + 1 < operand.length() && operand.charAt(i + 1) != ',') {
                throw invalid("There is no comma after closing quotation mark.");
            }
            open = !open;
        }
        if (open) {
            throw invalid("The quote is not closed.");
        }
    }

    private CatalogError.Invalid invalid(String reason) {
        return new CatalogError.Invalid("Invalid filter value " + operand + ". " + reason);
    }
}
