/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.bundle;

import io.vitrine.contract.ImageSnapshot;
import java.util.Objects;
import java.util.regex.Pattern;

/** The OVF descriptor (DSP0243, version 1.1) of a machine with one disk, one processor and one network. */
final class OvfDescriptor {

    private static final int LEAST_MEMORY = 1024;
    private static final Pattern NOT_XML = Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]");
    private static final String FORMAT = "http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized";

    private OvfDescriptor() {}

    static String of(Contents contents) {
        return disks(contents) + machine(contents.image());
    }

    private static String disks(Contents contents) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
                    xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
                    xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">
                  <References>
                    <File ovf:id="file1" ovf:href="%s" ovf:size="%d"/>
                  </References>
                  <DiskSection>
                    <Info>The disks of the machine</Info>
                    <Disk ovf:diskId="disk1" ovf:fileRef="file1" ovf:capacity="%d" ovf:format="%s"/>
                  </DiskSection>
                  <NetworkSection>
                    <Info>The networks of the machine</Info>
                    <Network ovf:name="network1">
                      <Description>The only network</Description>
                    </Network>
                  </NetworkSection>
                """.formatted(contents.diskName(), contents.diskSize(), contents.virtualSize(), FORMAT);
    }

    private static String machine(ImageSnapshot image) {
        String name =
                escaped(Objects.requireNonNullElse(image.name(), image.id().toString()));
        return """
                  <VirtualSystem ovf:id="%s">
                    <Info>A machine</Info>
                    <Name>%s</Name>
                    <OperatingSystemSection ovf:id="1">
                      <Info>Not further known</Info>
                    </OperatingSystemSection>
                    <VirtualHardwareSection>
                      <Info>What the machine needs at least</Info>
                      <System>
                        <vssd:ElementName>Virtual hardware</vssd:ElementName>
                        <vssd:InstanceID>0</vssd:InstanceID>
                        <vssd:VirtualSystemType>vmx-10</vssd:VirtualSystemType>
                      </System>
                %s    </VirtualHardwareSection>
                  </VirtualSystem>
                </Envelope>
                """.formatted(image.id(), name, hardware(Math.max(LEAST_MEMORY, image.minRam())));
    }

    /** By the resource types of CIM: processor 3, memory 4, SCSI controller 6, network 10, disk 17. */
    private static String hardware(int memory) {
        return item(1, 3, "Processor", "<rasd:VirtualQuantity>1</rasd:VirtualQuantity>")
                + item(
                        2,
                        4,
                        "Memory",
                        "<rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:VirtualQuantity>" + memory
                                + "</rasd:VirtualQuantity>")
                + item(3, 6, "SCSI controller", "<rasd:ResourceSubType>lsilogic</rasd:ResourceSubType>")
                + item(
                        4,
                        17,
                        "Disk",
                        "<rasd:HostResource>ovf:/disk/disk1</rasd:HostResource><rasd:Parent>3</rasd:Parent>"
                                + "<rasd:AddressOnParent>0</rasd:AddressOnParent>")
                + item(
                        5,
                        10,
                        "Network adapter",
                        "<rasd:Connection>network1</rasd:Connection><rasd:ResourceSubType>E1000</rasd:ResourceSubType>");
    }

    private static String item(int id, int type, String name, String more) {
        return "      <Item><rasd:ElementName>%s</rasd:ElementName><rasd:InstanceID>%d</rasd:InstanceID><rasd:ResourceType>%d</rasd:ResourceType>%s</Item>\n"
                .formatted(name, id, type, more);
    }

    private static String escaped(String text) {
        return NOT_XML.matcher(text)
                .replaceAll("_")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
