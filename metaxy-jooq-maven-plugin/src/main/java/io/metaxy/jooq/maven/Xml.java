package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.MigrationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads the configuration of plugins, and POMs. */
final class Xml {

  private Xml() {}

  /**
   * Parses a configuration, whose text is XML.
   *
   * @param source names it in an error
   */
  static Document parse(Object configuration, String source) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(configuration.toString())));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new MigrationException(
          "Cannot read the configuration in " + source + ": " + e.getMessage() + "; correct it", e);
    }
  }

  /**
   * The text of a file in the encoding that it declares.
   *
   * @throws IOException when it is not XML, or the encoding is unknown
   */
  static String text(byte[] file) throws IOException {
    try {
      XMLStreamReader reader =
          XMLInputFactory.newFactory().createXMLStreamReader(new ByteArrayInputStream(file));
      String declared = reader.getCharacterEncodingScheme();
      String detected = declared == null ? reader.getEncoding() : declared;
      return new String(file, detected == null ? "UTF-8" : detected);
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The names of the elements in the root. */
  static List<String> children(Document document) {
    List<String> names = new ArrayList<>();
    NodeList all = document.getDocumentElement().getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element) {
        names.add(element.getTagName());
      }
    }
    return names;
  }

  /** The text of the first element in a parent that has the name; empty if there is none. */
  static String text(Element parent, String name) {
    NodeList all = parent.getElementsByTagName(name);
    return all.getLength() == 0 ? "" : all.item(0).getTextContent().strip();
  }

  /** The texts of all elements with a name. */
  static List<String> texts(Document document, String name) {
    List<String> texts = new ArrayList<>();
    NodeList all = document.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      Node node = all.item(i);
      texts.add(node.getTextContent().strip());
    }
    return texts;
  }
}
