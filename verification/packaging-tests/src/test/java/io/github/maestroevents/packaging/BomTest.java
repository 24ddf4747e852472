package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelSource2;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.junit.jupiter.api.Test;

/** What a project gets that imports the BOM. */
class BomTest {

  private static final String GROUP = "io.github.maestroevents";

  @Test
  void bom_managesOurArtifactsAndNothingElse() throws Exception {
    String version = SourceTree.version();
    List<String> ours =
        SourceTree.artifacts().stream()
            .map(artifact -> GROUP + ":" + artifact + ":jar:" + version)
            .toList();

    assertThat(effectiveBom().getDependencyManagement().getDependencies())
        .extracting(managed -> managed.getManagementKey() + ":" + managed.getVersion())
        .containsExactlyInAnyOrderElementsOf(ours);
  }

  @Test
  void bom_hasTheVersionOfWhatItManages() throws Exception {
    assertThat(effectiveBom().getVersion()).isEqualTo(SourceTree.version());
  }

  @Test
  void bom_bringsNoDependencyOfItsOwn() throws Exception {
    assertThat(effectiveBom().getDependencies()).isEmpty();
  }

  private static Model effectiveBom() throws IOException, ModelBuildingException {
    return new DefaultModelBuilderFactory()
        .newInstance()
        .build(
            new DefaultModelBuildingRequest()
                .setPomFile(SourceTree.ROOT.resolve("maestro-events-bom/pom.xml").toFile())
                .setModelResolver(new NothingElse()))
        .getEffectiveModel();
  }

  /** A BOM that is complete in itself asks for no other POM. */
  private static final class NothingElse implements ModelResolver {

    @Override
    public ModelSource2 resolveModel(String group, String artifact, String version)
        throws UnresolvableModelException {
      throw new UnresolvableModelException("The BOM needs another POM", group, artifact, version);
    }

    @Override
    public ModelSource2 resolveModel(Parent parent) throws UnresolvableModelException {
      return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource2 resolveModel(Dependency imported) throws UnresolvableModelException {
      return resolveModel(imported.getGroupId(), imported.getArtifactId(), imported.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {
      // Nothing is resolved.
    }

    @Override
    public void addRepository(Repository repository, boolean replace) {
      // Nothing is resolved.
    }

    @Override
    public ModelResolver newCopy() {
      return this;
    }
  }
}
