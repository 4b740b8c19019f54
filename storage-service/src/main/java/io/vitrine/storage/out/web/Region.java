/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Another region of the cloud.
 *
 * @param name what users call it
 * @param base address of its Image API, without a slash at the end
 */
record Region(String name, URI base) {

    private static final String SETTING = "vitrine.storage.glance-download.regions";

    /**
     * The regions that the operator names, each as {@code name=address}.
     *
     * @throws IllegalArgumentException for what is not such a setting
     */
    static Map<String, Region> read(List<String> settings) {
        Map<String, Region> regions = new LinkedHashMap<>();
        for (String setting : settings) {
            int end = setting.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException(SETTING + ": '" + setting + "' has to be name=address.");
            }
            String name = setting.substring(0, end).strip();
            if (regions.put(
                            name,
                            new Region(name, address(setting.substring(end + 1).strip())))
                    != null) {
                throw new IllegalArgumentException(SETTING + ": '" + name + "' is there twice.");
            }
        }
        return regions;
    }

    private static URI address(String text) {
        URI uri = URI.create(text.replaceFirst("/+$", ""));
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!web || !plain || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    SETTING + ": '" + text + "' has to be http(s)://host[:port][/path], and no more.");
        }
        return uri;
    }

    String host() {
        return base.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    }

    /** Something of its Image API; {@code path} begins with a slash. */
    WebTarget target(String path) {
        boolean secure = base.getScheme().equals("https");
        int port = base.getPort() >= 0 ? base.getPort() : secure ? WebTarget.HTTPS : WebTarget.HTTP;
        return new WebTarget(URI.create(base + path), host(), port, secure, null);
    }
}
